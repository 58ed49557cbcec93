package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.CoveredRows;
import dev.sluice.hbase.scan.GroupedRecordReader;
import dev.sluice.hbase.scan.GroupedSplit;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.scan.MapTaskCount;
import dev.sluice.hbase.scan.RegionList;
import dev.sluice.hbase.scan.RowSource;
import dev.sluice.hbase.scan.ScanBounds;
import dev.sluice.hbase.scan.SnapshotRegions;
import dev.sluice.hbase.scan.SnapshotRows;
import dev.sluice.hbase.scan.TableAge;
import dev.sluice.hbase.scan.TableRegions;
import dev.sluice.hbase.scan.TableRows;
import dev.sluice.hbase.since.ChangedRows;
import dev.sluice.hbase.since.ComparedMapping;
import dev.sluice.hbase.since.ResolvedSince;
import dev.sluice.hbase.since.SinceSubmission;
import dev.sluice.io.KeyedInput;
import dev.sluice.io.RegionInput;
import dev.sluice.mapreduce.checkpoint.CheckpointRule;
import dev.sluice.mapreduce.checkpoint.CheckpointedInput;
import dev.sluice.mapreduce.checkpoint.CheckpointedReader;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.RowRouting;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.resume.EarlierJob;
import dev.sluice.mapreduce.resume.ResumedJob;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionFold;
import dev.sluice.routing.RegionGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.IdentityTableMapper;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an HBase table, or a snapshot of one, with few map tasks. It groups the regions into {@code
 * sluice.hbase.mappers} tasks of similar size, each close to one region server. It replaces HBase's
 * {@link TableInputFormat} and reads the same keys for table and scan, so HBase's own setup works
 * and also obtains the tokens of a secured cluster:
 *
 * <pre>
 * TableMapReduceUtil.initTableMapperJob(
 *     "crawl", scan, MyMapper.class, Text.class, Text.class, job, true, GroupedTableInputFormat.class);
 * job.getConfiguration().set("sluice.hbase.mappers", "10");
 * </pre>
 *
 * <p>If documents are routed by row ranges, tasks are split at the range boundaries, and each task
 * writes to as few Elasticsearch nodes as possible.
 *
 * <p>For a snapshot, call {@code TableMapReduceUtil.initTableSnapshotMapperJob} first and then
 * {@code job.setInputFormatClass}. The scan may use every option except {@code setBatch} and
 * reversed order. Each row is read exactly once, even if regions split, merge or move between
 * submission and execution.
 *
 * <p>If {@code sluice.hbase.since} is a time, only rows that changed since then are read. Each
 * {@code Result} then begins with a delete marker without a column family. Its timestamp is that of
 * the last change; without further cells, the row is gone. {@link TableJob} also accepts {@code
 * last} and durations.
 */
@CheckpointedInput
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class GroupedTableInputFormat extends InputFormat<ImmutableBytesWritable, Result>
    implements RegionInput, KeyedInput<ImmutableBytesWritable, Result> {

  private static final Logger log = LoggerFactory.getLogger(GroupedTableInputFormat.class);

  /** Called by Hadoop. */
  public GroupedTableInputFormat() {}

  /**
   * Groups the regions of the table into splits. Blocks while it queries HBase, and Elasticsearch
   * for its data nodes if {@code sluice.hbase.mappers} is {@code auto}.
   *
   * @throws ConfigException if the table does not exist, or if the scan or a key is invalid
   * @throws IOException if HBase does not answer
   */
  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration conf = HBaseConfiguration.create(context.getConfiguration());
    Settings settings = Settings.from(conf::get);
    MapTaskCount mappers = settings.get(HBaseSettings.MAPPERS);
    settings.get(HBaseSettings.READ_AHEAD);
    settings.check();
    resolveSince(context);
    RegionList list = list(conf);
    Optional<RowRouting> rows = RowRouting.of(conf);
    List<Region> whole = rows.isPresent() ? pieces(list, rows.get(), conf) : list.regions();
    Optional<EarlierJob> earlier = resumed(context);
    List<Region> regions =
        earlier.isPresent() ? CoveredRows.of(earlier.get().inputs()).leftOf(whole) : whole;
    List<InputSplit> splits =
        regions.isEmpty()
            ? new ArrayList<>()
            : splits(list, regions, rows, tasks(mappers, context, regions.size()));
    try {
      ResumedJob.divided(context, earlier, splits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while dividing the table");
    }
    return splits;
  }

  /** What an earlier job has read, if this one resumes it. */
  private static Optional<EarlierJob> resumed(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    if (!isSnapshot(conf) && CheckpointRule.isOn(conf)) {
      TableName table = TableCheck.name(table(HBaseConfiguration.create(conf)));
      OptionalLong age = TableAge.of(HBaseConfiguration.create(conf), table);
      if (age.isPresent()) {
        ResumedJob.readsIn(conf, "table " + table, Long.toString(age.getAsLong()));
      }
    }
    return ResumedJob.begin(context);
  }

  private static List<InputSplit> splits(
      RegionList list, List<Region> regions, Optional<RowRouting> rows, int tasks) {
    List<RegionGroup> groups =
        rows.isPresent() ? rows.get().fold(regions, tasks) : RegionFold.fold(regions, tasks);
    log.info(
        "{} regions in {} map tasks; the largest task reads {} of {} bytes",
        regions.size(),
        groups.size(),
        groups.stream().mapToLong(RegionGroup::bytes).max().orElse(0),
        groups.stream().mapToLong(RegionGroup::bytes).sum());
    rows.ifPresent(r -> log.info("Each map task writes to at most {}", r.reach(groups)));
    return groups.stream()
        .map(group -> GroupedSplit.of(group, list::snapshotPart))
        .collect(Collectors.toList());
  }

  /** Before the first scanner is opened: determines which changes to read and what to record. */
  private static void resolveSince(JobContext context) throws IOException {
    Configuration conf = HBaseConfiguration.create(context.getConfiguration());
    if (!isSnapshot(conf) && HBaseSettings.MAPPING.isGiven(conf::get)) {
      TableName table = TableCheck.name(table(conf));
      RowMapping mapping = MappingOption.read(conf);
      if (conf.getBoolean(InternalKeys.COMPARES, false)) {
        ComparedMapping.check(context, table, mapping);
      } else {
        SinceSubmission.of(context, table, scan(conf), mapping).complete();
      }
    }
    ResolvedSince.of(context.getConfiguration());
  }

  /**
   * Splits the regions at the row ranges; regions may have merged or changed since the ranges were
   * computed.
   */
  private static List<Region> pieces(RegionList list, RowRouting rows, Configuration conf)
      throws IOException {
    List<Region> regions = list.regions();
    if (!list.isDivisible()) {
      return regions;
    }
    Scan scan = scan(conf);
    return regions.stream()
        .flatMap(region -> rows.pieces(region).stream())
        .filter(piece -> ScanBounds.clip(scan, piece.start(), piece.end()).isPresent())
        .collect(Collectors.toList());
  }

  @Override
  public List<Region> regions(JobContext context) throws IOException {
    Configuration conf = HBaseConfiguration.create(context.getConfiguration());
    if (HBaseSettings.MAPPING.isGiven(conf::get)) {
      MappingOption.checkUnrouted(MappingOption.read(conf));
    }
    return list(conf).regions();
  }

  private static RegionList list(Configuration conf) throws IOException {
    Scan scan = scan(conf);
    ScanBounds.check(scan);
    if (!isSnapshot(conf)) {
      return new TableRegions(conf, TableCheck.name(table(conf)), scan);
    }
    String table = conf.get(TableInputFormat.INPUT_TABLE);
    String snapshot = conf.get(SnapshotRegions.NAME);
    // HBase's own setup puts the snapshot name in this key.
    if (table != null && !table.equals(snapshot)) {
      SnapshotCheck.of(conf, snapshot).checkOf(table);
    }
    return new SnapshotRegions(conf, scan);
  }

  private static int tasks(MapTaskCount mappers, JobContext context, int regions) {
    int perRegion = Math.max(1, regions);
    if (mappers.isAuto()) {
      return DataNodes.of(context).orElse(perRegion);
    }
    return mappers.number().orElse(perRegion);
  }

  @Override
  public RecordReader<ImmutableBytesWritable, Result> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return CheckpointedReader.over(
        new GroupedRecordReader(
            what(context.getConfiguration()), GroupedTableInputFormat::opener, Ticker.system()));
  }

  private static RowSource.Opener opener(Configuration given) throws IOException {
    Configuration conf = HBaseConfiguration.create(given);
    if (isSnapshot(conf)) {
      return () -> new SnapshotRows(conf);
    }
    Scan scan = scan(conf);
    TableName table = TableCheck.name(table(conf));
    OptionalLong since = ResolvedSince.of(conf);
    return since.isPresent()
        ? () -> ChangedRows.open(conf, table, scan, since.getAsLong())
        : () -> TableRows.open(conf, table, scan);
  }

  /**
   * Reads rows again by key, as the scan of the job would. The key of a document is known if the
   * mapping alone determines its id. A snapshot does not change and has no lookup.
   */
  @Override
  public Optional<Lookup<ImmutableBytesWritable, Result>> lookup(JobContext job)
      throws IOException {
    Configuration conf = HBaseConfiguration.create(job.getConfiguration());
    if (isSnapshot(conf)) {
      return Optional.empty();
    }
    Optional<RowMapping> mapping =
        isMapped(conf) ? Optional.of(MappingOption.read(conf)) : Optional.empty();
    return Optional.of(RowLookup.open(conf, TableCheck.name(table(conf)), scan(conf), mapping));
  }

  /** Whether the mapping determines the ids: no mapper or encoder of the user can change them. */
  private static boolean isMapped(Configuration conf) {
    String mapper = conf.get(MRJobConfig.MAP_CLASS_ATTR, "");
    String encoder = conf.get(OutputSettings.VALUE_ENCODER.key(), "");
    boolean passedOn =
        mapper.isEmpty()
            || mapper.equals(Mapper.class.getName())
            || mapper.equals(IdentityTableMapper.class.getName());
    return HBaseSettings.MAPPING.isGiven(conf::get)
        && (encoder.isEmpty()
            ? mapper.equals(DocumentTableMapper.class.getName())
            : passedOn && encoder.equals(RowValueEncoder.class.getName()));
  }

  @Override
  public void prepareLookups(Job job) throws IOException {
    if (!isSnapshot(job.getConfiguration())) {
      TableMapReduceUtil.initCredentials(job);
    }
  }

  private static boolean isSnapshot(Configuration conf) {
    return conf.get(SnapshotRegions.NAME) != null;
  }

  /** The table or snapshot, for messages. */
  private static String what(Configuration conf) {
    return isSnapshot(conf) ? "snapshot " + conf.get(SnapshotRegions.NAME) : "table " + table(conf);
  }

  private static String table(Configuration conf) {
    String table = conf.get(TableInputFormat.INPUT_TABLE);
    if (table == null) {
      throw new ConfigException(
          TableInputFormat.INPUT_TABLE
              + " is not set: name the table to read, for example by TableMapReduceUtil");
    }
    return table;
  }

  private static Scan scan(Configuration conf) throws IOException {
    String whole = conf.get(TableInputFormat.SCAN);
    return whole == null
        ? TableInputFormat.createScanFromConfiguration(conf)
        : TableMapReduceUtil.convertStringToScan(whole);
  }
}
