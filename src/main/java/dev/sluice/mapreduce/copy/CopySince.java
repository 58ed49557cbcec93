package dev.sluice.mapreduce.copy;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Json;
import dev.sluice.client.index.ShardPosition;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.QuerySetting;
import dev.sluice.mapreduce.input.ReadConnection;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.PlannedMark;
import dev.sluice.mapreduce.since.SinceMark;
import dev.sluice.mapreduce.since.SinceMarks;
import dev.sluice.read.ReadSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starting point of a copy, and that of the next one. Every operation up to the global
 * checkpoint that was read before the refresh is in what the tasks read, whichever copy of the
 * shard they ask. So the next copy needs only documents with a higher sequence number; it may read
 * some that this one has read, too. Used by one thread.
 */
final class CopySince {

  static final String KIND = "copy";

  private static final Logger log = LoggerFactory.getLogger(CopySince.class);

  private static final int FORBIDDEN = 403;

  private final Configuration conf;
  private final Optional<String> unsupported;
  private final Map<String, ShardPosition> positions = new HashMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private SinceMarks marks;
  private CopyPoint last = CopyPoint.NONE;

  private CopySince(Configuration conf) {
    this.conf = conf;
    unsupported = unsupported(conf);
  }

  /**
   * Reads the positions of the source. Call before the source is refreshed. Blocks.
   *
   * @throws ConfigException if only changes are to be copied, and the job cannot do that
   */
  static CopySince beforeReading(JobContext job) throws IOException {
    CopySince since = new CopySince(job.getConfiguration());
    boolean last = since.isLast();
    if (since.unsupported.isPresent()) {
      if (last) {
        throw new ConfigException(CopySettings.SINCE + " is last, but " + since.unsupported.get());
      }
      return since;
    }
    since.ask(job);
    if (last) {
      since.marks = SinceMarks.ofTarget(job, KIND);
    }
    return since;
  }

  private boolean isLast() {
    return CopySettings.SINCE.read(conf::get) == CopyStart.LAST;
  }

  /** Why the target cannot keep a starting point. */
  private static Optional<String> unsupported(Configuration conf) {
    String target = OutputSettings.INDEX.read(conf::get).orElse("");
    if (conf.getBoolean(InternalKeys.KEEP_INDEX, false) || !IndexPlan.isIn(conf)) {
      return Optional.of("the job does not write to an index, which keeps the starting point");
    }
    if (CopySettings.SPLIT_BY.isGiven(conf::get) || IndexPattern.isPattern(target)) {
      return Optional.of(
          "the job writes to several indices ("
              + target
              + "), and the starting point is kept in a single one: copy to one index, or select"
              + " the changed documents with a query");
    }
    if (ReadSettings.LIMIT.read(conf::get) > 0) {
      return Optional.of(ReadSettings.LIMIT + " leaves documents out: remove it");
    }
    return Optional.empty();
  }

  private void ask(JobContext job) throws IOException {
    try (Connection open = Connection.open(ReadConnection.options(job))) {
      for (ShardPosition each :
          open.administration().positions(InputSettings.INDEX.read(conf::get))) {
        positions.put(each.index() + "/" + each.number(), each);
      }
    } catch (ElasticsearchException e) {
      if (isLast() && e.status() == FORBIDDEN) {
        throw new ConfigException(
            CopySettings.SINCE
                + " is last, but the credentials of the source lack the privilege \"monitor\" on"
                + " the index, needed to read its checkpoints: "
                + e.getMessage(),
            e);
      }
      if (isLast()) {
        throw e;
      }
      log.info("A later copy cannot continue this one: {}", e.getMessage());
    }
  }

  /**
   * Checks that the last copy can be continued.
   *
   * @throws ConfigException if there was none, or the source has another history
   */
  void check(List<IndexSplit> splits) throws IOException {
    if (marks == null) {
      return;
    }
    String key = key(splits);
    last =
        CopyPoint.of(marks.mark(key).orElseThrow(() -> new ConfigException(noMark(key))).fields());
    for (IndexSplit split : splits) {
      ShardPosition now = positions.get(place(split));
      if (now == null) {
        throw new IOException(
            split + " has no started primary shard, so its checkpoint is unknown: try again later");
      }
      last.check(now, shards(now.index()));
    }
  }

  private int shards(String index) {
    return (int) positions.values().stream().filter(each -> each.index().equals(index)).count();
  }

  private String noMark(String key) {
    String there =
        marks.all().stream()
            .map(mark -> "{" + mark.key() + "} of " + mark.at())
            .collect(Collectors.joining(", "));
    return CopySettings.SINCE
        + " is last, but index "
        + IndexPlan.load(conf).index()
        + " has no starting point of a copy of {"
        + key
        + "}"
        + (there.isEmpty() ? "" : "; it has " + there)
        + ". Copy once without --since last, with the same source, query, fields and transform";
  }

  /** What must be equal in a copy that continues another; the index that keeps the mark has it. */
  private String key(List<IndexSplit> splits) {
    StringBuilder key = new StringBuilder("from ");
    key.append(String.join(",", InputSettings.INDEX.read(conf::get)));
    QuerySetting.load(conf).ifPresent(query -> key.append(", query ").append(query));
    splits.stream()
        .map(split -> split.shard().filter())
        .filter(Optional::isPresent)
        .map(Optional::get)
        .distinct()
        .sorted()
        .forEach(filter -> key.append(", alias filter ").append(filter));
    CopyInputFormat.SELECTING.stream()
        .filter(setting -> setting.isGiven(conf::get))
        .forEach(
            setting ->
                key.append(", ")
                    .append(setting.key())
                    .append('=')
                    .append(conf.getRaw(setting.key())));
    return key.toString();
  }

  private static String place(IndexSplit split) {
    return split.shard().index() + "/" + split.shard().number();
  }

  /** The split without documents that the last copy has read. */
  IndexSplit limited(IndexSplit split) {
    long from = last.checkpoint(split.shard().index(), split.shard().number());
    return from < 0 ? split : split.where("{\"range\":{\"_seq_no\":{\"gt\":" + from + "}}}");
  }

  /** The sequence number up to which the task of a split certainly reads; -1 if unknown. */
  long read(IndexSplit split) {
    ShardPosition now = positions.get(place(split));
    if (now == null || split.shard().isStale()) {
      return last.checkpoint(split.shard().index(), split.shard().number());
    }
    return now.checkpoint();
  }

  /** Notes a shard that an earlier job has copied. */
  void copied(IndexSplit split, long checkpoint) {
    read.put(place(split), checkpoint);
  }

  /** Plans the starting point of the next copy, which is stored if this one succeeds. */
  void plan(List<IndexSplit> splits) {
    if (unsupported.isPresent() || positions.isEmpty()) {
      return;
    }
    splits.stream()
        .filter(split -> split.shard().isStale())
        .findFirst()
        .ifPresent(
            split ->
                log.warn(
                    "Index {} could not be refreshed, so the next copy with --since last reads its"
                        + " documents from where this one did: grant \"maintenance\" on it",
                    split.shard().index()));
    CopyPoint next = CopyPoint.NONE;
    for (IndexSplit split : splits) {
      ShardPosition now = positions.get(place(split));
      if (now != null) {
        next =
            next.with(now, read.containsKey(place(split)) ? read.get(place(split)) : read(split));
      }
    }
    String from = String.join(",", InputSettings.INDEX.read(conf::get));
    String fields = "{\"from\":" + Json.quoted(from) + ",\"indices\":" + next.toJson() + "}";
    PlannedMark.store(SinceMark.of(KIND, key(splits), fields, Ticker.system().wallMillis()), conf);
  }
}
