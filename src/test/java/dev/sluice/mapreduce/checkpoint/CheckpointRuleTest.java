package dev.sluice.mapreduce.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.lines.JsonLineMapper;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.hbase.DocumentTableMapper;
import dev.sluice.hbase.GroupedTableInputFormat;
import dev.sluice.io.RecordByRecord;
import dev.sluice.mapreduce.AsyncMapper;
import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.map.MultithreadedMapper;
import org.apache.hadoop.mapreduce.lib.output.MultipleOutputs;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointRuleTest {

  @TempDir Path temp;

  private Job job;

  /** A user's mapper, which nobody knows. */
  public static class PlainMapper extends Mapper<LongWritable, Text, Text, Text> {}

  /** One that its user has marked. */
  @RecordByRecord
  public static class MarkedMapper extends PlainMapper {}

  /** One that inherits no mark. */
  public static class SubMapper extends MarkedMapper {}

  @BeforeEach
  void load() throws Exception {
    Configuration conf = new Configuration(false);
    conf.set("sluice.job.dir", temp.resolve("job").toUri().toString());
    job = Job.getInstance(conf);
    job.setInputFormatClass(JsonLinesInputFormat.class);
    job.setMapperClass(JsonLineMapper.class);
    job.setOutputFormatClass(IndexOutputFormat.class);
    job.setNumReduceTasks(0);
  }

  private boolean isOn() throws Exception {
    Settings settings = Settings.from(job.getConfiguration()::get);
    CheckpointRule.apply(job, settings);
    settings.check();
    return CheckpointRule.isOn(job.getConfiguration());
  }

  private void isOff(String why) throws Exception {
    assertThat(isOn()).isFalse();
    job.getConfiguration().set("sluice.checkpoint.interval", "5m");
    assertThatThrownBy(this::isOn)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sluice.checkpoint.interval is 5m, but the tasks of this job")
        .hasMessageContaining(why);
  }

  @Test
  void loads_of_files_and_tables_take_part() throws Exception {
    assertThat(isOn()).isTrue();

    job.setInputFormatClass(GroupedTableInputFormat.class);
    job.setMapperClass(DocumentTableMapper.class);
    assertThat(isOn()).isTrue();
  }

  @Test
  void an_interval_of_zero_turns_it_off() throws Exception {
    job.getConfiguration().set("sluice.checkpoint.interval", "0s");

    assertThat(isOn()).isFalse();
  }

  @Test
  void the_identity_and_marked_mappers_take_part() throws Exception {
    job.setMapperClass(Mapper.class);
    assertThat(isOn()).isTrue();
    job.setMapperClass(MarkedMapper.class);
    assertThat(isOn()).isTrue();
    job.setMapperClass(PlainMapper.class);
    job.getConfiguration().set("sluice.checkpoint.record-by-record", "true");
    assertThat(isOn()).isTrue();
  }

  @Test
  void a_mapper_of_a_user_does_not_take_part() throws Exception {
    job.setMapperClass(PlainMapper.class);

    isOff(
        "PlainMapper may collect records; if it does not, set sluice.checkpoint.record-by-record");
  }

  @Test
  void a_subclass_of_a_marked_mapper_does_not_take_part() throws Exception {
    job.setMapperClass(SubMapper.class);

    isOff("SubMapper may collect records");
  }

  @Test
  void an_encoder_of_a_user_does_not_take_part() throws Exception {
    job.getConfiguration().set("sluice.value.encoder", "com.acme.Encoder");

    isOff("com.acme.Encoder may collect records");
  }

  @Test
  void mappers_with_several_records_in_work_never_take_part() throws Exception {
    job.getConfiguration().set("sluice.checkpoint.record-by-record", "true");
    job.setMapperClass(MultithreadedMapper.class);
    isOff("has several records in work");

    job.getConfiguration().unset("sluice.checkpoint.interval");
    job.setMapperClass(AsyncMapper.class);
    isOff("has several records in work");
  }

  @Test
  void a_job_with_reducers_does_not_take_part() throws Exception {
    job.setNumReduceTasks(3);

    isOff("it has reducers");
  }

  @Test
  void another_input_does_not_take_part() throws Exception {
    job.setInputFormatClass(TextInputFormat.class);

    isOff("TextInputFormat) is always read from the start");
  }

  @Test
  void an_index_as_input_does_not_take_part() throws Exception {
    job.setInputFormatClass(IndexInputFormat.class);
    job.setMapperClass(Mapper.class);

    isOff("its input is an index, which each attempt reads from the start");
  }

  @Test
  void a_snapshot_does_not_take_part() throws Exception {
    job.setInputFormatClass(GroupedTableInputFormat.class);
    job.getConfiguration().set("hbase.TableSnapshotInputFormat.snapshot.name", "s");

    isOff("is always read from the start");
  }

  @Test
  void side_outputs_and_other_output_formats_do_not_take_part() throws Exception {
    job.setOutputFormatClass(TextOutputFormat.class);
    isOff("does not write to dev.sluice.mapreduce.IndexOutputFormat alone");

    job.getConfiguration().unset("sluice.checkpoint.interval");
    job.setOutputFormatClass(IndexOutputFormat.class);
    MultipleOutputs.addNamedOutput(job, "side", TextOutputFormat.class, Text.class, Text.class);
    isOff("does not write to dev.sluice.mapreduce.IndexOutputFormat alone");
  }

  @Test
  void jobs_of_the_drop_in_jar_and_of_the_old_api_do_not_take_part() throws Exception {
    String dropIn = "org.elasticsearch.hadoop.mr.EsOutputFormat";
    job.getConfiguration().set(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, dropIn);
    isOff("does not write to dev.sluice.mapreduce.IndexOutputFormat alone");

    job.getConfiguration().unset("sluice.checkpoint.interval");
    job.setOutputFormatClass(IndexOutputFormat.class);
    job.getConfiguration().setBoolean("mapred.mapper.new-api", false);
    isOff("it is not a MapReduce job of the new API");
  }

  @Test
  void a_file_system_without_atomic_rename_holds_no_checkpoints() throws Exception {
    job.getConfiguration().set("sluice.job.dir", "http://store/job");

    isOff("http://store/job has no atomic rename");
  }
}
