package dev.sluice.mapreduce.copy;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.Setting;
import dev.sluice.io.DocumentWritable;
import dev.sluice.io.KeyedInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.IndexRecordReader;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.QuerySetting;
import dev.sluice.mapreduce.input.ReadConnection;
import dev.sluice.mapreduce.input.ReadSubmission;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Like {@code IndexInputFormat}, and writes a manifest for each shard, so that a failed job can be
 * resumed without its copied shards.
 */
public final class CopyInputFormat extends InputFormat<Text, DocumentWritable>
    implements KeyedInput<Text, DocumentWritable> {

  private static final String UUID = InternalKeys.PREFIX + "copy.uuid";
  private static final String CHECKPOINT = InternalKeys.PREFIX + "copy.checkpoint";

  /** Settings that, besides the query, must be the same in a job that resumes another. */
  private static final List<Setting<?>> TERMS =
      Arrays.asList(
          InputSettings.FIELDS,
          OutputSettings.INDEX,
          CopySettings.SPLIT_BY,
          CopySettings.TRANSFORM,
          CopySettings.SINCE);

  /** Settings, besides source and query, that select or change the documents of a copy. */
  static final List<Setting<?>> SELECTING =
      Arrays.asList(
          InputSettings.FIELDS,
          InputSettings.ROUTING,
          OutputSettings.PIPELINE,
          CopySettings.TRANSFORM);

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  public CopyInputFormat() {}

  /** The splits of {@code IndexInputFormat}, without shards that an earlier job has copied. */
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    JobClasses.reach(conf);
    CopyMapper.checkTransform(conf);
    if (conf.getBoolean(InternalKeys.COMPARES, false)) {
      return new ArrayList<>(ComparedCopy.splits(job));
    }
    CopiedShards done = CopiedShards.in(resumed(conf), conf);
    // Before the refresh: a document above the checkpoint may or may not be read.
    CopySince since = CopySince.beforeReading(job);
    List<IndexSplit> all = withUuids(ReadSubmission.splits(job, true), job);
    done.check(
        all.stream().map(split -> shard(split, conf)).collect(Collectors.toSet()), terms(conf));
    since.check(all);
    List<InputSplit> left = new ArrayList<>();
    for (IndexSplit split : all) {
      String shard = shard(split, conf);
      if (done.has(shard)) {
        since.copied(split, done.checkpoint(shard));
      } else {
        left.add(since.limited(split).and(CHECKPOINT, String.valueOf(since.read(split))));
      }
    }
    since.plan(all);
    return left;
  }

  /** Adds the index uuid to each split, because a recreated index can have the same name. */
  private static List<IndexSplit> withUuids(List<IndexSplit> splits, JobContext job)
      throws IOException {
    Map<String, String> uuids = new HashMap<>();
    List<IndexSplit> named = new ArrayList<>();
    try (Connection connection = Connection.open(ReadConnection.options(job))) {
      Administration server = connection.administration();
      for (IndexSplit split : splits) {
        String index = split.shard().index();
        if (!uuids.containsKey(index)) {
          uuids.put(index, server.find(index).map(IndexInfo::uuid).orElse(""));
        }
        named.add(split.and(UUID, uuids.get(index)));
      }
    }
    return named;
  }

  private static List<Path> resumed(Configuration conf) {
    return Arrays.stream(conf.getTrimmedStrings(InternalKeys.RESUMES))
        .map(Path::new)
        .collect(Collectors.toList());
  }

  /** The name of a shard in manifests. */
  static String shard(InputSplit split, Configuration conf) {
    return split + " (" + ((IndexSplit) split).over(conf).get(UUID) + ")";
  }

  /** The sequence number up to which the task of a split certainly reads; -1 if unknown. */
  static long checkpoint(InputSplit split, Configuration conf) {
    return ((IndexSplit) split).over(conf).getLong(CHECKPOINT, -1);
  }

  /** The settings and the target of the copy, for manifests. */
  static String terms(Configuration conf) {
    String query = QuerySetting.load(conf).map(json -> "query " + json + ", ").orElse("");
    return query
        + TERMS.stream()
            .filter(setting -> setting.isGiven(conf::get))
            .map(setting -> setting.key() + "=" + conf.getRaw(setting.key()))
            .collect(Collectors.joining(", "));
  }

  @Override
  public RecordReader<Text, DocumentWritable> createRecordReader(
      InputSplit split, TaskAttemptContext task) throws IOException {
    return new CopyReader(
        CopyMapper.passesOn(task.getConfiguration())
            ? IndexRecordReader.toPassOn()
            : new IndexRecordReader<>());
  }

  /** Reads documents again by id. A key is an id in UTF-8. */
  @Override
  public Optional<Lookup<Text, DocumentWritable>> lookup(JobContext job) throws IOException {
    return Optional.of(CopyLookup.open(job));
  }

  @Override
  public void prepareLookups(Job job) throws IOException {
    ReadSubmission.prepareLookups(job);
  }
}
