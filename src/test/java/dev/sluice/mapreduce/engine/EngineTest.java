package dev.sluice.mapreduce.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final String JOB = "job_20260101120000_0007";

  private final Configuration conf = new Configuration(false);

  private TaskAttemptContext task(String type) {
    String attempt = JOB.replace("job", "attempt") + "_" + type + "_000003_0";
    return new TaskAttemptContextImpl(conf, TaskAttemptID.forName(attempt));
  }

  private Configuration submitted() {
    conf.set("mapreduce.job.dir", "hdfs:///staging/" + JOB);
    return conf;
  }

  @Test
  void a_job_that_Hadoop_submits_or_has_submitted_is_of_MapReduce() throws Exception {
    assertThat(Engine.of(Job.getInstance(conf))).isEqualTo(Engine.MAPREDUCE);
    assertThat(Engine.of(new JobContextImpl(submitted(), JobID.forName(JOB))))
        .isEqualTo(Engine.MAPREDUCE);
    assertThat(Engine.of(task("r"))).isEqualTo(Engine.MAPREDUCE);
  }

  @Test
  void a_job_of_the_old_api_that_Hadoop_is_submitting_is_of_MapReduce() {
    conf.set("mapred.mapper.new-api", "false");

    assertThat(Engine.of(new JobContextImpl(conf, new JobID()))).isEqualTo(Engine.MAPREDUCE);
  }

  @Test
  void a_job_of_the_old_api_made_from_the_configuration_of_another_is_of_MapReduce() {
    submitted().set("mapred.mapper.new-api", "false");

    assertThat(Engine.of(new JobContextImpl(conf, new JobID()))).isEqualTo(Engine.MAPREDUCE);
  }

  @Test
  void the_configuration_of_another_job_is_none_of_MapReduce() {
    submitted().set("mapreduce.job.dir", "hdfs:///staging/job_20260101120000_0006");

    assertThat(Engine.of(task("m"))).isEqualTo(Engine.OTHER);
  }

  @Test
  void only_the_task_that_its_configuration_names_reads_the_same_records_again() {
    submitted().set("mapreduce.task.attempt.id", task("m").getTaskAttemptID().toString());
    assertThat(Engine.repeatsRecords(task("m"))).isTrue();
    assertThat(Engine.repeatsRecords(task("r"))).isFalse();

    conf.set("mapreduce.task.attempt.id", "attempt_20260101120000_0007_m_000000_0");
    assertThat(Engine.repeatsRecords(task("m"))).isFalse();
  }

  @Test
  void as_many_tasks_of_MapReduce_run_as_the_job_has_and_allows() {
    conf.setInt("mapreduce.job.maps", 4_000);
    conf.setInt("mapreduce.job.reduces", 20);
    assertThat(tasks(Engine.MAPREDUCE, "m")).hasValue(4_000);
    assertThat(tasks(Engine.MAPREDUCE, "r")).hasValue(20);

    conf.setInt("mapreduce.job.running.map.limit", 24);
    assertThat(tasks(Engine.MAPREDUCE, "m")).hasValue(24);

    conf.set("mapreduce.framework.name", "local");
    conf.setInt("mapreduce.local.map.tasks.maximum", 30);
    assertThat(tasks(Engine.MAPREDUCE, "m")).hasValue(30);
  }

  @Test
  void of_another_engine_neither_tasks_nor_speculation_are_known() {
    conf.setInt("mapreduce.job.maps", 40);
    conf.setBoolean("mapreduce.map.speculative", true);

    assertThat(tasks(Engine.OTHER, "m")).isEmpty();
    assertThat(Engine.OTHER.isSpeculative(conf, false, true)).isFalse();
    assertThat(Engine.MAPREDUCE.isSpeculative(conf, false, false)).isTrue();
  }

  private OptionalInt tasks(Engine engine, String type) {
    return engine.concurrentTasks(task(type), OptionalInt.empty());
  }
}
