package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.testing.ScriptedServer;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobCallerTest {

  private static final String ATTEMPT = "attempt_1700000000000_0042_m_000003_1";

  private final Configuration conf = new Configuration(false);

  @BeforeEach
  void job() {
    conf.set("mapreduce.job.user.name", "alice");
    conf.set("mapreduce.job.name", "crawl to pages");
    conf.set("mapreduce.job.dir", "/staging/job_1700000000000_0042");
  }

  private ScriptedServer.Request sent(Caller caller, Map<String, String> keys) throws Exception {
    try (ScriptedServer server = ScriptedServer.start().then(ScriptedServer.answers(200, "{}"))) {
      Map<String, String> all = new java.util.HashMap<>(keys);
      all.put("sluice.nodes", server.url());
      ConnectionOptions options =
          ConnectionOptions.read(Settings.from(all::get), Secrets.none(), caller);
      try (Connection connection = Connection.open(options)) {
        connection.administration().refresh("pages");
      }
      return server.requests.get(0);
    }
  }

  private String opaqueId(Caller caller) throws Exception {
    return sent(caller, Map.of()).headers().get("x-opaque-id");
  }

  @Test
  void a_request_of_a_task_names_user_job_and_attempt() throws Exception {
    Caller caller = JobCaller.of(new TaskAttemptContextImpl(conf, TaskAttemptID.forName(ATTEMPT)));

    assertThat(opaqueId(caller))
        .isEqualTo("[mapreduce] [alice] [crawl to pages] [" + ATTEMPT + "]");
  }

  @Test
  void a_request_of_an_engine_that_is_not_known_does_not_claim_to_be_of_MapReduce()
      throws Exception {
    conf.unset("mapreduce.job.dir");

    Caller caller = JobCaller.of(new TaskAttemptContextImpl(conf, TaskAttemptID.forName(ATTEMPT)));

    assertThat(opaqueId(caller)).startsWith("[other] [alice] ");
  }

  @Test
  void a_request_of_a_command_names_the_command() throws Exception {
    conf.set(InternalKeys.COMMAND, "table");

    assertThat(opaqueId(JobCaller.of(conf)))
        .isEqualTo("[mapreduce] [alice] [crawl to pages] [table]");
    assertThat(opaqueId(JobCaller.of(new JobContextImpl(conf, new JobID("1700000000000", 42)))))
        .endsWith(" [table]");
  }

  @Test
  void a_request_of_another_job_names_the_job() throws Exception {
    assertThat(opaqueId(JobCaller.of(new JobContextImpl(conf, new JobID("1700000000000", 42)))))
        .endsWith(" [job_1700000000000_0042]");
  }

  @Test
  void a_job_that_is_not_submitted_has_the_user_of_the_process() throws Exception {
    conf.unset("mapreduce.job.user.name");

    assertThat(opaqueId(JobCaller.of(conf))).startsWith("[mapreduce] [").doesNotContain("[]");
  }

  @Test
  void the_user_agent_names_the_versions() throws Exception {
    assertThat(sent(JobCaller.of(conf), Map.of()).headers().get("user-agent"))
        .matches("sluice/\\S+ hadoop/" + VersionInfo.getVersion());
  }

  @Test
  void a_name_can_neither_add_a_header_nor_break_the_request() throws Exception {
    conf.set("mapreduce.job.name", "Größe\r\nX-Evil: 1\n" + "x".repeat(5_000));

    ScriptedServer.Request request = sent(JobCaller.of(conf), Map.of());

    assertThat(request.headers()).doesNotContainKey("x-evil");
    assertThat(request.headers().get("x-opaque-id"))
        .startsWith("[mapreduce] [alice] [Gr??e??X-Evil: 1?xxx")
        .hasSize(1_000);
  }

  @Test
  void a_header_of_the_user_wins() throws Exception {
    String headers = "x-opaque-id: mine\nUser-Agent: me/1";

    ScriptedServer.Request request =
        sent(JobCaller.of(conf), Map.of("sluice.http.headers", headers));

    assertThat(request.headers()).containsEntry("x-opaque-id", "mine");
    assertThat(request.headers()).containsEntry("user-agent", "me/1");
  }
}
