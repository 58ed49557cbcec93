package dev.sluice.cli.check;

import static dev.sluice.cli.run.HumanNumbers.bytes;
import static dev.sluice.cli.run.HumanNumbers.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** Judges the statistics of the data nodes; the worst node decides. */
final class NodeFindings {

  private static final String[] PRESSURE = {"indexing_pressure", "memory"};

  /** Kerberos and the validity of certificates tolerate no more. */
  private static final long MOST_SKEW_MILLIS = 300_000;

  private static final long SOME_SKEW_MILLIS = 2_000;

  private NodeFindings() {}

  static List<Finding> of(ClusterFacts facts) {
    List<Finding> findings = new ArrayList<>();
    findings.add(seen("clock skew", facts, NodeFindings::clock));
    findings.add(
        facts.disk.isPresent() ? seen("disk", facts, DiskFinding::of) : facts.disk.unseen("disk"));
    findings.add(seen("write threads", facts, NodeFindings::writeThreads));
    findings.add(seen("indexing pressure", facts, NodeFindings::pressure));
    findings.add(seen("heap", facts, NodeFindings::heap));
    findings.add(seen("file handles", facts, NodeFindings::handles));
    return findings;
  }

  private static Finding seen(
      String name, ClusterFacts facts, Function<ClusterFacts, Finding> finding) {
    if (!facts.stats.isPresent()) {
      return facts.stats.unseen(name);
    }
    return facts.dataNodes().isEmpty()
        ? Finding.unseen(name, "the cluster reports no data nodes")
        : finding.apply(facts);
  }

  private static Finding clock(ClusterFacts facts) {
    long most = 0;
    String worst = "";
    for (NodeFacts node : facts.dataNodes()) {
      long time = node.stat("timestamp");
      long off = Math.max(facts.beforeMillis - time, time - facts.afterMillis);
      if (off > most) {
        most = off;
        worst = node.name();
      }
    }
    String figure = String.format(Locale.ROOT, "%.1f s", most / 1000.0);
    if (most < SOME_SKEW_MILLIS) {
      return Finding.ok("clock skew", "below 2 s");
    }
    return Finding.of(
        most >= MOST_SKEW_MILLIS ? Level.BAD : Level.LOOK,
        "clock skew",
        figure + " between " + worst + " and this machine",
        "synchronize the clocks (NTP): TLS, Kerberos and tokens depend on them");
  }

  private static Finding writeThreads(ClusterFacts facts) {
    long queued = sum(facts, "thread_pool", "write", "queue");
    long rejected = sum(facts, "thread_pool", "write", "rejected");
    long places = facts.writeQueue();
    long threads = facts.writeThreads();
    String figure =
        (threads > 0 ? count(threads) : "unknown number")
            + ", queue "
            + count(queued)
            + (places > 0 ? " of " + count(places) : "")
            + ", "
            + count(rejected)
            + " rejected so far";
    if (places > 0 && queued > places / 2) {
      return Finding.bad(
          "write threads", figure, "other clients fill the queue: stop or slow them down first");
    }
    return Finding.of(
        rejected > 0 || queued > threads ? Level.LOOK : Level.OK,
        "write threads",
        figure,
        queued > threads
            ? "other clients write now: expect 429 and a slower load"
            : "the cluster was overloaded before: use few mappers, in-flight=auto");
  }

  private static Finding pressure(ClusterFacts facts) {
    if (facts.pressureLimit() == 0) {
      return Finding.unseen("indexing pressure", "the server does not report it");
    }
    NodeFacts fullest = worst(facts, NodeFindings::pressureShare);
    long rejected =
        sum(facts, "indexing_pressure", "memory", "total", "coordinating_rejections")
            + sum(facts, "indexing_pressure", "memory", "total", "primary_rejections")
            + sum(facts, "indexing_pressure", "memory", "total", "replica_rejections");
    double share = pressureShare(fullest);
    String figure =
        bytes(sum(facts, "indexing_pressure", "memory", "current", "all_in_bytes"))
            + " of "
            + bytes(facts.pressureLimit())
            + ", "
            + count(rejected)
            + " rejected so far";
    if (share > 0.8) {
      return Finding.bad(
          "indexing pressure",
          figure,
          "node " + fullest.name() + " is nearly full: stop other clients first");
    }
    return Finding.of(
        share > 0.4 || rejected > 0 ? Level.LOOK : Level.OK,
        "indexing pressure",
        figure,
        share > 0.4
            ? "other clients write now: expect 429 and a slower load"
            : "requests were too large or too many: lower sluice.bulk.size");
  }

  private static double pressureShare(NodeFacts node) {
    long limit = node.stat(PRESSURE[0], PRESSURE[1], "limit_in_bytes");
    long current = node.stat(PRESSURE[0], PRESSURE[1], "current", "all_in_bytes");
    return limit == 0 ? 0 : current / (double) limit;
  }

  private static Finding heap(ClusterFacts facts) {
    NodeFacts fullest = worst(facts, node -> node.stat("jvm", "mem", "heap_used_percent"));
    long used = fullest.stat("jvm", "mem", "heap_used_percent");
    LongStream sizes =
        facts.dataNodes().stream().mapToLong(node -> node.stat("jvm", "mem", "heap_max_in_bytes"));
    String figure = used + "% used at most, smallest heap " + bytes(sizes.min().orElse(0));
    return Finding.of(
        used >= 95 ? Level.BAD : used >= 85 ? Level.LOOK : Level.OK,
        "heap",
        figure,
        "node " + fullest.name() + " is short of memory: expect circuit breakers (429)");
  }

  private static Finding handles(ClusterFacts facts) {
    NodeFacts fullest = worst(facts, NodeFindings::handleShare);
    if (!fullest.reports("process", "max_file_descriptors")) {
      return Finding.unseen("file handles", "the server does not report them");
    }
    double share = handleShare(fullest);
    String figure =
        count(fullest.stat("process", "open_file_descriptors"))
            + " of "
            + count(fullest.stat("process", "max_file_descriptors"));
    return Finding.of(
        share > 0.9 ? Level.BAD : share > 0.6 ? Level.LOOK : Level.OK,
        "file handles",
        figure,
        "raise the limit of node " + fullest.name() + " (ulimit -n), or merge segments");
  }

  private static double handleShare(NodeFacts node) {
    long most = node.stat("process", "max_file_descriptors");
    return most <= 0 ? 0 : node.stat("process", "open_file_descriptors") / (double) most;
  }

  private static long sum(ClusterFacts facts, String... path) {
    return facts.dataNodes().stream().mapToLong(node -> node.stat(path)).sum();
  }

  private static NodeFacts worst(ClusterFacts facts, ToDoubleFunction<NodeFacts> measure) {
    return facts.dataNodes().stream().max(Comparator.comparingDouble(measure)).get();
  }
}
