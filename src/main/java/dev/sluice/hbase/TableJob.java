package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.since.SinceCheck;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.HadoopOnJava;
import dev.sluice.mapreduce.job.JobClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableSnapshotScanner;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;

/**
 * Sets up jobs that load an HBase table, or a snapshot of one, into Elasticsearch. The job is
 * map-only: {@link DocumentTableMapper} runs over a scan of the columns that the mapping needs, in
 * {@code sluice.hbase.mappers} map tasks.
 *
 * <pre>
 * Job job = TableJob.of(conf, "crawl", mapping).rows(scan).writeTo("https://es-1:9200", "pages");
 * System.exit(job.waitForCompletion(true) ? 0 : 1);
 * </pre>
 *
 * <p>With {@code sluice.hbase.since}, the job loads only the rows that changed since a time, and
 * deletes the documents of rows that are gone. A load of all rows, or of all changes, records its
 * start in the index for {@code sluice.hbase.since = last}.
 *
 * <p>Not thread-safe; use an instance for one job.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class TableJob {

  private static final String OWN_KEYS = "sluice.";

  private final Configuration conf;
  private final Optional<String> table;
  private final RowMapping mapping;
  private Optional<Scan> rows = Optional.empty();
  private String name;
  private String snapshot;
  private Path restoreDir;

  private TableJob(Configuration conf, Optional<String> table, RowMapping mapping) {
    this.conf = Objects.requireNonNull(conf, "conf");
    this.table = table;
    this.mapping = Objects.requireNonNull(mapping, "mapping");
  }

  /**
   * Starts a job for a table.
   *
   * @param conf the HBase connection and any other key; it is copied
   * @param table the table name, with its namespace unless that is the default namespace
   */
  public static TableJob of(Configuration conf, String table, RowMapping mapping) {
    return new TableJob(conf, Optional.of(table), mapping);
  }

  /**
   * Starts a job from the keys of {@link HBaseSettings}.
   *
   * @throws ConfigException with all problems of these keys and of the mapping
   */
  public static TableJob of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    Optional<String> table = settings.get(HBaseSettings.TABLE);
    Optional<String> snapshot = settings.get(HBaseSettings.SNAPSHOT);
    Optional<String> dir = settings.get(HBaseSettings.SNAPSHOT_DIR);
    if (!table.isPresent() && !snapshot.isPresent()) {
      settings.problem(HBaseSettings.TABLE + " is not set: name the table to read");
    }
    if (snapshot.isPresent() && !dir.isPresent()) {
      settings.problem(
          HBaseSettings.SNAPSHOT_DIR
              + " is not set: name a directory to restore the snapshot into");
    }
    Optional<RowMapping> mapping = mapping(conf, settings);
    settings.check();
    TableJob job = new TableJob(conf, table, mapping.get());
    return snapshot.isPresent() ? job.snapshot(snapshot.get(), new Path(dir.get())) : job;
  }

  private static Optional<RowMapping> mapping(Configuration conf, Settings settings) {
    try {
      return Optional.of(MappingOption.read(conf));
    } catch (ConfigException e) {
      e.problems().forEach(settings::problem);
      return Optional.empty();
    }
  }

  /**
   * Limits the rows to read: start and stop row, time range, filter. The mapping determines the
   * columns. Default: the scan of HBase's keys {@code hbase.mapreduce.scan} and {@code
   * hbase.mapreduce.scan.*}.
   *
   * @throws ConfigException if the scan splits rows or selects columns
   */
  public TableJob rows(Scan scan) {
    mapping.scan(scan);
    rows = Optional.of(scan);
    return this;
  }

  private Scan scan() {
    if (rows.isPresent()) {
      return mapping.scan(rows.get());
    }
    Scan chosen = ScanKeys.read(conf);
    return mapping.scan(chosen).setCacheBlocks(chosen.getCacheBlocks());
  }

  /** Sets the job name. Default: table and index. */
  public TableJob named(String jobName) {
    name = Objects.requireNonNull(jobName, "jobName");
    return this;
  }

  /**
   * Reads a snapshot of the table directly from HBase's file system, without region servers. The
   * user of the job must be able to read HBase's root directory.
   *
   * @param snapshotName the snapshot
   * @param dir the directory for references to the snapshot files, on HBase's file system and
   *     outside its root directory. Each job creates a subdirectory, which is not removed
   *     afterwards.
   */
  public TableJob snapshot(String snapshotName, Path dir) {
    snapshot = Objects.requireNonNull(snapshotName, "snapshotName");
    restoreDir = Objects.requireNonNull(dir, "dir");
    return this;
  }

  /**
   * Creates the job, ready to be submitted. Blocks while it checks the table in HBase.
   *
   * @param nodes comma-separated URLs of one or more Elasticsearch nodes
   * @param index the index, alias or data stream
   * @throws ConfigException if the table does not exist, is disabled, or lacks a column family of
   *     the mapping; or if the snapshot does not exist or belongs to another table
   * @throws IOException if HBase or the file system does not answer
   */
  public Job writeTo(String nodes, String index) throws IOException {
    HadoopOnJava.check();
    Scan scan = scan();
    check();
    Job job = Job.getInstance(conf, name == null ? source() + " to " + index : name);
    job.setJarByClass(TableJob.class);
    JobClasses.reach(job.getConfiguration());
    job.setNumReduceTasks(0);
    table.ifPresent(its -> job.getConfiguration().set(HBaseSettings.TABLE.key(), its));
    MappingOption.write(mapping, job.getConfiguration());
    IndexJob.writeTo(job, nodes, index);
    if (mapping.hasUniqueIds()) {
      job.getConfiguration().setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
    SinceCheck.check(job.getConfiguration(), mapping, scan, snapshot);
    Map<String, String> own = ownKeys(job.getConfiguration());
    read(job, scan);
    // HBase has merged its defaults into the job; Sluice's values must override them.
    own.forEach(job.getConfiguration()::set);
    return job;
  }

  /**
   * Describes the job without writing: the mapping, the scan, an index mapping to start from, and
   * the documents of the first rows. Blocks while it reads from HBase.
   *
   * @param samples the number of rows
   * @throws ConfigException if the table does not exist, is disabled, or lacks a column family of
   *     the mapping
   * @throws IOException if HBase does not answer
   */
  public String explain(int samples) throws IOException {
    Scan scan = scan().setLimit(samples);
    check();
    return mapping.explain(snapshot == null ? ofTable(scan) : ofSnapshot(scan));
  }

  private List<Result> ofTable(Scan scan) throws IOException {
    try (Connection connection = ConnectionFactory.createConnection(conf);
        Table open = connection.getTable(TableCheck.name(source()));
        ResultScanner results = open.getScanner(scan)) {
      return first(results, scan.getLimit());
    }
  }

  private List<Result> ofSnapshot(Scan scan) throws IOException {
    try (ResultScanner results = new TableSnapshotScanner(conf, restoreDir, snapshot, scan)) {
      return first(results, scan.getLimit());
    }
  }

  private static List<Result> first(ResultScanner results, int most) throws IOException {
    List<Result> found = new ArrayList<>();
    Result next = most == 0 ? null : results.next();
    while (next != null) {
      found.add(next);
      next = found.size() < most ? results.next() : null;
    }
    return found;
  }

  private String source() {
    return table.orElse(snapshot);
  }

  private void check() throws IOException {
    if (snapshot == null) {
      TableCheck.of(conf).check(TableCheck.name(source()), mapping);
      return;
    }
    SnapshotCheck check = SnapshotCheck.of(conf, snapshot);
    if (table.isPresent()) {
      check.checkOf(table.get());
    }
    check.checkFamilies(mapping);
  }

  private void read(Job job, Scan scan) throws IOException {
    boolean ships = !isLocal(job.getConfiguration());
    if (snapshot == null) {
      TableMapReduceUtil.initTableMapperJob(
          source(),
          scan,
          DocumentTableMapper.class,
          Text.class,
          BulkActionWritable.class,
          job,
          ships,
          true,
          GroupedTableInputFormat.class);
    } else {
      TableMapReduceUtil.initTableSnapshotMapperJob(
          snapshot,
          scan,
          DocumentTableMapper.class,
          Text.class,
          BulkActionWritable.class,
          job,
          ships,
          restoreDir);
      job.setInputFormatClass(GroupedTableInputFormat.class);
    }
  }

  /**
   * Whether the job runs in this JVM, which already has all jars. HBase would otherwise pack
   * classes outside jars into a jar in the working directory.
   */
  private static boolean isLocal(Configuration conf) {
    String framework = conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    return framework.equals(MRConfig.LOCAL_FRAMEWORK_NAME);
  }

  private static Map<String, String> ownKeys(Configuration conf) {
    Map<String, String> own = new HashMap<>();
    for (Map.Entry<String, String> entry : conf) {
      if (entry.getKey().startsWith(OWN_KEYS)) {
        own.put(entry.getKey(), entry.getValue());
      }
    }
    return own;
  }
}
