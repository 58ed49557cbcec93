package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;

class TableJobTest {

  private static final RowMapping MAPPING = RowMapping.parse("a = f:a as int !\nb.* = g:*");

  @Test
  void a_job_reads_the_table_by_the_mapping_and_writes_to_the_index() throws Exception {
    Configuration conf = FakeHBase.configuration();
    conf.set("sluice.bulk.size", "1mb");
    conf.set("mapreduce.job.running.map.limit", "10");
    conf.set("mapreduce.framework.name", "yarn"); // whose containers need HBase's jars

    Job job =
        TableJob.of(conf, "pages", MAPPING)
            .rows(new Scan().withStartRow(Bytes.toBytes("k")))
            .writeTo("http://es:9200", "docs");

    assertThat(job.getJobName()).isEqualTo("pages to docs");
    assertThat(job.getInputFormatClass()).isEqualTo(GroupedTableInputFormat.class);
    assertThat(job.getMapperClass()).isEqualTo(DocumentTableMapper.class);
    assertThat(job.getMapOutputKeyClass()).isEqualTo(Text.class);
    assertThat(job.getMapOutputValueClass()).isEqualTo(BulkActionWritable.class);
    assertThat(job.getOutputFormatClass()).isEqualTo(IndexOutputFormat.class);
    assertThat(job.getNumReduceTasks()).isZero();
    Configuration made = job.getConfiguration();
    assertThat(made.get("sluice.nodes")).isEqualTo("http://es:9200");
    assertThat(made.get("sluice.index")).isEqualTo("docs");
    assertThat(made.get("sluice.bulk.size")).isEqualTo("1mb");
    assertThat(made.get("mapreduce.job.running.map.limit")).isEqualTo("10");
    assertThat(made.get("hbase.zookeeper.quorum")).isEqualTo("zk-1,zk-2");
    assertThat(made.get(TableInputFormat.INPUT_TABLE)).isEqualTo("pages");
    assertThat(made.get("tmpjars")).contains("hbase-client");
    assertThat(MappingOption.read(made)).hasToString(MAPPING.toString());
    Scan scan = TableMapReduceUtil.convertStringToScan(made.get(TableInputFormat.SCAN));
    assertThat(scan.getStartRow()).isEqualTo(Bytes.toBytes("k"));
    assertThat(scan.getCacheBlocks()).isFalse();
    assertThat(scan.numFamilies()).isEqualTo(2);
  }

  @Test
  void a_job_follows_from_keys_alone() throws IOException {
    Configuration conf = FakeHBase.configuration();
    conf.set("sluice.hbase.table", "pages");
    conf.set("sluice.hbase.mapping", "# comment\na = f:a");

    Job job = TableJob.of(conf).named("mine").writeTo("http://es:9200", "docs");

    assertThat(job.getJobName()).isEqualTo("mine");
    assertThat(job.getConfiguration().get("sluice.hbase.mapping"))
        .isEqualTo("_id = key as utf8\na = f:a as string\non error = reject");
  }

  @Test
  void all_problems_of_the_keys_are_reported_at_once() {
    Configuration conf = new Configuration(false);
    conf.set("sluice.hbase.mapping", "\n\na = f:a as itn\nb");

    assertThatThrownBy(() -> TableJob.of(conf))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(3)
                    .first()
                    .isEqualTo("sluice.hbase.table is not set: name the table to read"));
    conf.set("sluice.hbase.snapshot", "s");
    assertThatThrownBy(() -> TableJob.of(conf))
        .hasMessageStartingWith(
            "sluice.hbase.snapshot.restore-dir is not set: name a directory to restore the"
                + " snapshot into\nmapping line 3, column 12: ");
  }

  @Test
  void a_table_that_is_not_there_is_named_with_the_quorum() {
    assertThatThrownBy(() -> write("users", MAPPING))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "table not found: users in the HBase of hbase.zookeeper.quorum zk-1,zk-2:2181/hbase;"
                + " check its name, its namespace and the cluster");
    assertThatThrownBy(() -> write("a b", MAPPING))
        .hasMessage("invalid table name \"a b\": write table or namespace:table");
  }

  @Test
  void a_disabled_table_and_a_missing_family_are_told_before_the_job_starts() {
    assertThatThrownBy(() -> write("off", MAPPING))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("is disabled; enable it, or read a snapshot");
    assertThatThrownBy(() -> write("pages", RowMapping.parse("a = x:a\nb = f:b\nc.* = y:*")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the mapping uses the families [x, y], but table pages in the HBase of"
                + " hbase.zookeeper.quorum zk-1,zk-2:2181/hbase has only [f, g]");
  }

  @Test
  void a_user_who_may_only_read_the_table_loads_it() throws Exception {
    Configuration conf = FakeHBase.configuration();
    conf.set("test.access", "read");

    Job job = TableJob.of(conf, "pages", MAPPING).writeTo("http://es:9200", "docs");

    assertThat(job.getConfiguration().get(TableInputFormat.INPUT_TABLE)).isEqualTo("pages");
  }

  @Test
  void a_missing_family_is_told_to_a_user_who_may_only_read() {
    Configuration conf = FakeHBase.configuration();
    conf.set("test.access", "read");
    RowMapping mapping = RowMapping.parse("a = x:a\nb = f:b\nc.* = y:*");

    assertThatThrownBy(() -> TableJob.of(conf, "pages", mapping).writeTo("http://es:9200", "docs"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the mapping uses the families [x, y], which table pages in")
        .hasMessageEndingWith("does not have");
  }

  @Test
  void a_family_that_the_user_may_not_read_is_told_before_the_job_starts() {
    Configuration conf = FakeHBase.configuration();
    conf.set("test.access", "f");

    assertThatThrownBy(() -> TableJob.of(conf, "pages", MAPPING).writeTo("http://es:9200", "docs"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the mapping uses the families [g], but user ")
        .hasMessageEndingWith("grant READ");
  }

  @Test
  void an_hbase_that_does_not_answer_is_named() {
    Configuration conf = FakeHBase.configuration();
    conf.set("test.down", "yes");

    assertThatThrownBy(() -> TableJob.of(conf, "pages", MAPPING).writeTo("http://es:9200", "docs"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "looking up table pages in the HBase of hbase.zookeeper.quorum zk-1,zk-2:2181/hbase"
                + " failed: java.io.IOException: no quorum");
  }

  @Test
  void a_scan_that_cuts_rows_is_refused_at_once() {
    TableJob job = TableJob.of(FakeHBase.configuration(), "pages", MAPPING);

    assertThatThrownBy(() -> job.rows(new Scan().setBatch(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("each row must become one document");
  }

  private static Job write(String table, RowMapping mapping) throws IOException {
    return TableJob.of(FakeHBase.configuration(), table, mapping).writeTo("http://es:9200", "docs");
  }
}
