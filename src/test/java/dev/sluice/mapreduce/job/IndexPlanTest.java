package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.Test;

class IndexPlanTest {

  private final Configuration conf = new Configuration(false);

  @Test
  void a_plan_travels_with_the_job_file_and_its_body_is_not_taken_for_variables()
      throws IOException {
    String body = "{\n\t\"script\": \"${x} <&> Zürich\"\n}";
    IndexPlan.creating("pages", Optional.of(body)).store(conf);
    conf.set("x", "expanded");

    IndexPlan plan = IndexPlan.load(throughJobFile(conf));

    assertThat(plan.index()).isEqualTo("pages");
    assertThat(plan.creates()).isTrue();
    assertThat(plan.body()).contains(body);
  }

  @Test
  void a_later_plan_leaves_nothing_of_an_earlier_one() {
    IndexPlan.creating("pages", Optional.of("{}")).store(conf);
    IndexPlan.existing("others").store(conf);

    IndexPlan plan = IndexPlan.load(conf);

    assertThat(plan.index()).isEqualTo("others");
    assertThat(plan.creates()).isFalse();
    assertThat(plan.body()).isEmpty();
  }

  @Test
  void where_nothing_was_planned_the_settings_name_the_index() {
    assertThatThrownBy(() -> IndexPlan.load(conf))
        .hasMessage("sluice.index is not set: name the index or alias to write to");

    conf.set("sluice.index", "pages");

    assertThat(IndexPlan.load(conf).index()).isEqualTo("pages");
    assertThat(IndexPlan.load(conf).creates()).isFalse();
  }

  @Test
  void a_jobs_directory_is_in_the_users_home_unless_named() throws IOException {
    conf.addResource("core-default.xml");
    JobID id = JobID.forName("job_17_0042");

    assertThat(JobDirectory.of(conf, id).rejected().toString())
        .isEqualTo("file:" + System.getProperty("user.home") + "/.sluice/job_17_0042/rejected");

    conf.set("sluice.job.dir", "file:///jobs/1");
    assertThat(JobDirectory.of(conf, id)).asString().isEqualTo("file:/jobs/1");
  }

  private static Configuration throughJobFile(Configuration conf) throws IOException {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    conf.writeXml(xml);
    Configuration read = new Configuration(false);
    read.addResource(new ByteArrayInputStream(xml.toByteArray()));
    return read;
  }
}
