package dev.sluice.mapreduce.job;

import dev.sluice.client.lanes.LanePlan;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The index plan of a job, fixed at submission before splits or tasks exist. Stored in the
 * configuration, so that all tasks and the committer use the same plan. Immutable.
 */
public final class IndexPlan {

  private static final String INDEX = InternalKeys.PREFIX + "index";
  private static final String CREATES = InternalKeys.PREFIX + "index.creates";
  private static final String BODY = InternalKeys.PREFIX + "index.body";
  private static final String CONCRETE = InternalKeys.PREFIX + "index.concrete";
  private static final String LANES = InternalKeys.PREFIX + "lanes";

  private final String index;
  private final boolean creates;
  private final String body;
  private final String concrete;
  private final LanePlan lanes;
  private final RowRouting rows;

  private IndexPlan(
      String index,
      String concrete,
      boolean creates,
      String body,
      LanePlan lanes,
      RowRouting rows) {
    this.index = index;
    this.concrete = concrete;
    this.creates = creates;
    this.body = body;
    this.lanes = lanes;
    this.rows = rows;
  }

  /** Writes to an existing index, alias or data stream without further details. */
  public static IndexPlan existing(String index) {
    return new IndexPlan(index, null, false, null, null, null);
  }

  /** Writes to an existing index, by its own name or an alias. */
  public static IndexPlan existing(String index, String concrete) {
    return new IndexPlan(index, concrete, false, null, null, null);
  }

  /** A copy with a routing plan, which requires an existing index. */
  public IndexPlan with(LanePlan decided) {
    return new IndexPlan(index, concrete, creates, body, decided, rows);
  }

  /** A copy with row ranges. */
  public IndexPlan with(RowRouting decided) {
    return new IndexPlan(index, concrete, creates, body, lanes, decided);
  }

  /** A copy with another body of the create request. */
  public IndexPlan with(String otherBody) {
    return new IndexPlan(index, concrete, creates, otherBody, lanes, rows);
  }

  /** Creates the index first, with the body of the create request if there is one. */
  public static IndexPlan creating(String index, Optional<String> body) {
    return new IndexPlan(index, index, true, body.orElse(null), null, null);
  }

  /** Stores the plan in a configuration. */
  public void store(Configuration conf) {
    conf.set(INDEX, index);
    conf.setBoolean(CREATES, creates);
    conf.unset(BODY);
    body().ifPresent(json -> conf.set(BODY, json));
    conf.unset(CONCRETE);
    concrete().ifPresent(name -> conf.set(CONCRETE, name));
    conf.unset(LANES);
    lanes().ifPresent(decided -> conf.set(LANES, decided.toString()));
    RowRouting.clear(conf);
    rows().ifPresent(decided -> decided.store(conf));
  }

  /**
   * The plan of a job. Without a check at submission, for example with a wrapper format, the plan
   * is to write to the index in the settings.
   *
   * @throws ConfigException if there is neither a plan nor an index
   */
  public static IndexPlan load(Configuration conf) {
    if (conf.get(INDEX) == null) {
      return OutputSettings.INDEX
          .read(conf::get)
          .map(IndexPlan::existing)
          .orElseThrow(() -> new ConfigException(OutputOptions.NO_INDEX));
    }
    // Raw: a body may contain text that looks like a Hadoop variable.
    String lanes = conf.getRaw(LANES);
    return new IndexPlan(
        conf.getRaw(INDEX),
        conf.getRaw(CONCRETE),
        conf.getBoolean(CREATES, false),
        conf.getRaw(BODY),
        lanes == null ? null : LanePlan.parse(lanes),
        RowRouting.find(conf).orElse(null));
  }

  /** Whether a job was checked at submission. */
  public static boolean isIn(Configuration conf) {
    return conf.get(INDEX) != null;
  }

  /** The index, alias or data stream that documents are sent to. */
  public String index() {
    return index;
  }

  /** The concrete index; empty for a data stream, whose write index changes. */
  public Optional<String> concrete() {
    return Optional.ofNullable(concrete);
  }

  /** Whether the job creates the index. */
  public boolean creates() {
    return creates;
  }

  /** The routing plan, if the index existed at submission. */
  public Optional<LanePlan> lanes() {
    return Optional.ofNullable(lanes);
  }

  /** The row ranges, if documents are routed by them. */
  public Optional<RowRouting> rows() {
    return Optional.ofNullable(rows);
  }

  /** The body of the create request. */
  public Optional<String> body() {
    return Optional.ofNullable(body);
  }
}
