package dev.sluice.cli.check;

import static dev.sluice.cli.run.HumanNumbers.bytes;
import static dev.sluice.cli.run.HumanNumbers.count;

import dev.sluice.client.cluster.JsonTree;
import java.util.Arrays;
import java.util.List;

/** Judges what Lucene does with an index: segments, merges, and searches that keep segments. */
final class SegmentFindings {

  private static final long MANY_SEGMENTS = 60;
  private static final long TOO_MANY_SEGMENTS = 300;
  private static final long MANY_CONTEXTS = 50;

  private SegmentFindings() {}

  static List<Finding> of(IndexFacts index) {
    return Arrays.asList(
        index.segments.isPresent() ? segments(index) : index.segments.unseen("segments"),
        index.stats.isPresent() ? merges(index.total()) : index.stats.unseen("merges"),
        index.stats.isPresent()
            ? contexts(index.total().at("search"))
            : index.stats.unseen("open searches"));
  }

  private static Finding segments(IndexFacts index) {
    List<List<Long>> shards = index.primarySegments();
    long most = shards.stream().mapToLong(List::size).max().orElse(0);
    long fewest = shards.stream().mapToLong(List::size).min().orElse(0);
    long[] sizes =
        shards.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
    if (sizes.length == 0) {
      return Finding.ok("segments", "none, the index is empty");
    }
    String figure =
        (fewest == most ? "" : count(fewest) + " to ")
            + count(most)
            + " per shard, "
            + bytes(sizes[sizes.length / 2])
            + " in the middle, "
            + bytes(sizes[sizes.length - 1])
            + " at most";
    return Finding.of(
        most > TOO_MANY_SEGMENTS ? Level.BAD : most > MANY_SEGMENTS ? Level.LOOK : Level.OK,
        "segments",
        figure,
        "merges are behind: wait, use fewer mappers, or force-merge after the load");
  }

  private static Finding merges(JsonTree total) {
    JsonTree merges = total.at("merges");
    long running = merges.at("current").number().orElse(0);
    long time = merges.at("total_time_in_millis").number().orElse(0);
    long throttled = merges.at("total_throttled_time_in_millis").number().orElse(0);
    long share = time == 0 ? 0 : Math.round(100.0 * throttled / time);
    String figure =
        count(running)
            + " running, "
            + bytes(merges.at("current_size_in_bytes").number().orElse(0))
            + "; throttled "
            + share
            + "% of the time so far";
    if (total.at("indexing", "is_throttled").isTrue()) {
      return Finding.bad(
          "merges", figure, "indexing is throttled now, because merges are behind: wait");
    }
    return Finding.of(
        running > 0 && share >= 20 ? Level.LOOK : Level.OK,
        "merges",
        figure,
        "merges are slowed down: -D sluice.index.load-mode=bulk turns that off");
  }

  private static Finding contexts(JsonTree search) {
    long scrolls = search.at("scroll_current").number().orElse(0);
    long open = search.at("open_contexts").number().orElse(0);
    return Finding.of(
        Math.max(open, scrolls) > MANY_CONTEXTS ? Level.LOOK : Level.OK,
        "open searches",
        counted(open, "context") + " (points in time and searches), " + counted(scrolls, "scroll"),
        "they keep merged segments on disk: close those that nobody reads");
  }

  private static String counted(long number, String what) {
    return count(number) + " " + what + (number == 1 ? "" : "s");
  }
}
