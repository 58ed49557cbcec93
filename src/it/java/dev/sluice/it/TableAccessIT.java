package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.security.access.Permission;
import org.apache.hadoop.hbase.security.access.UserPermission;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of an HBase that asks who may read them. */
final class TableAccessIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final TableName TABLE = TableName.valueOf("guarded");

  private static HBaseCluster hbase;

  @TempDir Path dir;

  private Index index;

  @BeforeAll
  static void start() throws Exception {
    hbase = HBaseCluster.startWithAccessControl(Path.of("target", "hbase-with-access-control"));
    try (Table table = hbase.create(TABLE.getNameAsString(), null, "p", "q")) {
      table.put(List.of(row("a"), row("b")));
    }
    grant("reader", Permission.newBuilder(TABLE));
    grant("partial", Permission.newBuilder(TABLE).withFamily(Bytes.toBytes("p")));
  }

  private static void grant(String user, Permission.Builder what) throws IOException {
    try (Admin admin = hbase.connection().getAdmin()) {
      Permission permission = what.withActions(Permission.Action.READ).build();
      admin.grant(new UserPermission(user, permission), false);
    }
  }

  private static Put row(String key) {
    return new Put(Bytes.toBytes(key))
        .addColumn(Bytes.toBytes("p"), Bytes.toBytes("t"), Bytes.toBytes("of " + key))
        .addColumn(Bytes.toBytes("q"), Bytes.toBytes("t"), Bytes.toBytes("more"));
  }

  @AfterAll
  static void stop() throws IOException {
    hbase.close();
  }

  @BeforeEach
  void index() {
    index = SERVER.index("guarded");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private TableJob job(Configuration conf, String mapping) {
    conf.set("sluice.job.dir", dir.resolve("job").toUri().toString());
    return TableJob.of(conf, TABLE.getNameAsString(), RowMapping.parse(mapping));
  }

  private <T> T as(String user, PrivilegedExceptionAction<T> action) throws Exception {
    return User.createUserForTesting(hbase.configuration(), user, new String[0]).runAs(action);
  }

  private void load(String mapping) throws Exception {
    Configuration conf = hbase.configuration();
    conf.set("hadoop.tmp.dir", dir.toString());
    Job job = job(conf, mapping).writeTo(SERVER.url(), index.name());
    assertThat(job.waitForCompletion(false)).as(job.getStatus().getFailureInfo()).isTrue();
  }

  private Object run(String user, String mapping) throws Exception {
    return as(
        user,
        () -> {
          load(mapping);
          return null;
        });
  }

  @Test
  void a_user_who_may_only_read_the_table_loads_it() throws Exception {
    run("reader", "title = p:t\nmore = q:t");

    assertThat(index.ids()).containsExactlyInAnyOrder("a", "b");
    assertThat(SERVER.rest().source(index.name(), "a"))
        .contains("{\"title\":\"of a\",\"more\":\"more\"}");
  }

  @Test
  void a_user_who_may_only_read_a_family_loads_that() throws Exception {
    run("partial", "title = p:t");

    assertThat(index.ids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_user_who_may_only_read_the_table_has_its_mapping_explained() throws Exception {
    String text = as("reader", () -> job(hbase.configuration(), "title = p:t").explain(1));

    assertThat(text).contains("{\"title\":\"of a\"}");
  }

  @Test
  void a_family_that_the_user_may_not_read_ends_the_submit() {
    assertThatThrownBy(() -> run("partial", "title = p:t\nmore = q:t"))
        .isInstanceOf(ConfigException.class)
        .hasStackTraceContaining("families [q]")
        .hasStackTraceContaining("user partial");
  }

  @Test
  void a_family_that_is_not_there_ends_the_submit_of_a_user_who_may_only_read() {
    assertThatThrownBy(() -> run("reader", "title = r:t"))
        .isInstanceOf(ConfigException.class)
        .hasStackTraceContaining("the mapping uses the families [r]");
  }

  @Test
  void a_user_without_any_right_is_told_so_at_submit() {
    assertThatThrownBy(() -> run("nobody", "title = p:t"))
        .isInstanceOf(ConfigException.class)
        .hasStackTraceContaining("user nobody");
  }
}
