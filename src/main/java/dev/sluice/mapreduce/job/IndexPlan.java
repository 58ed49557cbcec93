package dev.sluice.mapreduce.job;

import dev.sluice.client.lanes.LanePlan;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What is fixed about the index when the job is submitted, before any split or task exists. Carried
 * in the configuration, so that every task and the committer act on the same. Immutable.
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

  /** To write to an index, alias or data stream that is there, of which nothing is known. */
  public static IndexPlan existing(String index) {
    return new IndexPlan(index, null, false, null, null, null);
  }

  /** To write to an index that is there, by its own name or an alias. */
  public static IndexPlan existing(String index, String concrete) {
    return new IndexPlan(index, concrete, false, null, null, null);
  }

  /** The same plan with lanes, which can be decided once the index is there. */
  public IndexPlan with(LanePlan decided) {
    return new IndexPlan(index, concrete, creates, body, decided, rows);
  }

  /** The same plan with row ranges. */
  public IndexPlan with(RowRouting decided) {
    return new IndexPlan(index, concrete, creates, body, lanes, decided);
  }

  /** The same plan with another body of the create request. */
  public IndexPlan with(String otherBody) {
    return new IndexPlan(index, concrete, creates, otherBody, lanes, rows);
  }

  /** To create the index first, with the body of the create request if there is one. */
  public static IndexPlan creating(String index, Optional<String> body) {
    return new IndexPlan(index, index, true, body.orElse(null), null, null);
  }

  /** Puts the plan into a configuration. */
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
   * The plan of the job that a configuration belongs to. Where nothing was checked at submit, as
   * under a format that wraps this one, it is to write to the index that the settings name.
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
    // Raw: a body may hold what Hadoop would take for a variable.
    String lanes = conf.getRaw(LANES);
    return new IndexPlan(
        conf.getRaw(INDEX),
        conf.getRaw(CONCRETE),
        conf.getBoolean(CREATES, false),
        conf.getRaw(BODY),
        lanes == null ? null : LanePlan.parse(lanes),
        RowRouting.find(conf).orElse(null));
  }

  /** Whether a job was checked at submit. */
  public static boolean isIn(Configuration conf) {
    return conf.get(INDEX) != null;
  }

  /** The index, alias or data stream that documents are sent to. */
  public String index() {
    return index;
  }

  /**
   * The one index that documents end in; absent with a data stream, which goes from one to the
   * next.
   */
  public Optional<String> concrete() {
    return Optional.ofNullable(concrete);
  }

  /** Whether the job creates the index. */
  public boolean creates() {
    return creates;
  }

  /** How documents are laned, where the index was there at submit. */
  public Optional<LanePlan> lanes() {
    return Optional.ofNullable(lanes);
  }

  /** How documents are routed, where that is by row ranges. */
  public Optional<RowRouting> rows() {
    return Optional.ofNullable(rows);
  }

  /** The body of the create request. */
  public Optional<String> body() {
    return Optional.ofNullable(body);
  }
}
