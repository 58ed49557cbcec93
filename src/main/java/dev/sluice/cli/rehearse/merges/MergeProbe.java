package dev.sluice.cli.rehearse.merges;

import dev.sluice.client.Administration;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how fast the nodes of an index merge, by a merge of half its segments. They have nothing
 * else to do then: during a trial, a thread that merges waits for processors, which would count as
 * its work. Changes the segments of the index, but not its documents. Used by one thread.
 */
public final class MergeProbe {

  private static final Logger log = LoggerFactory.getLogger(MergeProbe.class);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Administration server;
  private final String index;

  public MergeProbe(Administration server, String index) {
    this.server = server;
    this.index = index;
  }

  /**
   * The time that later merges add to a load whose trial is in the index. Blocks for about half a
   * minute at most. Never fails: the time is then unknown.
   *
   * @param documents the documents of the load
   */
  public MergeTime of(long documents) {
    try {
      JsonTree stats = stats();
      MergeFigures trial = MergeFigures.of(stats, segments(), processors());
      LaterMerges later = new LaterMerges(trial);
      if (later.documents(documents) == 0) {
        return MergeTime.NONE;
      }
      OptionalDouble each = secondsEach(MergeFigures.Work.of(stats));
      log.debug("Trial {}, and {} seconds to merge a document", trial, each);
      return each.isPresent()
          ? MergeTime.of(later.seconds(documents, each.getAsDouble()))
          : MergeTime.unknown("too little was merged within " + PATIENCE.toMillis() / 1_000 + " s");
    } catch (IOException e) {
      return MergeTime.unknown(e.getMessage());
    }
  }

  /** Of the trial if the merge afterwards was too short, or too long. */
  private OptionalDouble secondsEach(MergeFigures.Work before) throws ElasticsearchException {
    try {
      long most = server.index(index).segments().stream().mapToLong(count -> count).max().orElse(0);
      server.index(index).forceMerge((int) Math.max(1, most / 2), PATIENCE);
    } catch (ElasticsearchException e) {
      log.debug("The merge of {} was not awaited", index, e);
    }
    MergeFigures.Work after = MergeFigures.Work.of(stats());
    OptionalDouble own = after.minus(before).secondsEach();
    return own.isPresent() ? own : after.secondsEach();
  }

  private JsonTree stats() throws ElasticsearchException {
    return ask(
        "/_stats/docs,store,merge?level=shards"
            + "&filter_path=_all,indices.*.shards.*.routing.node");
  }

  private JsonTree segments() throws ElasticsearchException {
    return ask(
        "/_segments?filter_path=indices.*.shards.*.routing.primary,"
            + "indices.*.shards.*.segments.*.generation");
  }

  private JsonTree ask(String rest) throws ElasticsearchException {
    return server.read("Reading the merges of " + index, "/" + index + rest);
  }

  private JsonTree processors() throws ElasticsearchException {
    return server.read(
        "Reading the processors of the nodes",
        "/_nodes/os?filter_path=nodes.*.os.allocated_processors");
  }
}
