package dev.sluice.cli.check;

import static dev.sluice.cli.run.HumanNumbers.bytes;
import static dev.sluice.cli.run.HumanNumbers.count;

import dev.sluice.bulk.InFlight;
import dev.sluice.client.lanes.LaneMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Judges a job: its input, its tasks, and the requests that they send to the cluster. */
final class JobFindings {

  /** A task with an adaptive limit uses its share of a quarter of the indexing pressure. */
  private static final int PART_OF_PRESSURE = 4;

  private static final long SMALL_REQUEST = 256 * 1024L;

  /** What a task needs beside its buffers; see "Give a task enough memory" in tuning.md. */
  private static final long BASE_MEMORY = 32L << 20;

  private final JobFacts job;
  private final Source source;
  private final Target target;

  JobFindings(JobFacts job, Source source, Target target) {
    this.job = job;
    this.source = source;
    this.target = target;
  }

  /**
   * The findings about the job.
   *
   * @param heap the heap of a map task in bytes; empty if unknown
   */
  List<Finding> of(OptionalLong heap) {
    List<Finding> findings = new ArrayList<>();
    findings.add(input());
    findings.add(tasks());
    findings.add(requests());
    findings.add(requestSize());
    findings.add(memory(heap));
    return findings;
  }

  private Finding input() {
    String figure =
        source.parts() + ", " + (source.bytes() > 0 ? bytes(source.bytes()) : "unknown size");
    long room = target.diskRoom.orElse(Long.MAX_VALUE);
    if (source.tasks() == 0) {
      return Finding.bad("input", figure, "there is nothing to load: check --table or --input");
    }
    return Finding.of(
        source.bytes() > room ? Level.LOOK : Level.OK,
        "input",
        figure,
        "more than the disks take up to the high watermark: add nodes or disks");
  }

  private Finding tasks() {
    long mean = source.tasks() == 0 ? 0 : source.bytes() / source.tasks();
    String figure =
        count(source.tasks())
            + ", at most "
            + count(source.running())
            + " running"
            + (source.bytes() > 0 ? ", largest " + bytes(source.largest()) : "");
    if (source.running() > 4 * Math.max(1, target.dataNodes) && target.dataNodes > 0) {
      return Finding.look(
          "tasks",
          figure,
          "many tasks make small segments: --mappers " + target.dataNodes + ", one per data node");
    }
    return Finding.of(
        source.tasks() > 1 && source.largest() > 2 * mean && mean > 0 ? Level.LOOK : Level.OK,
        "tasks",
        figure,
        "the largest task ends last: split its region or file, or use more tasks");
  }

  private InFlight inFlight() {
    long share =
        target.pressureBytes / PART_OF_PRESSURE / Math.max(1, source.running()) / job.requestBytes;
    return target.pressureBytes > 0 ? job.inFlight.capped(share) : job.inFlight;
  }

  private Finding requests() {
    int each = inFlight().most();
    long all = (long) source.running() * each;
    String figure =
        source.running()
            + (source.running() == 1 ? " mapper x " : " mappers x ")
            + (job.inFlight.isAdaptive() ? "up to " : "")
            + each
            + " = "
            + count(all)
            + " requests for "
            + (target.writeThreads > 0 ? count(target.writeThreads) : "unknown")
            + " write threads";
    boolean fixed = !job.inFlight.isAdaptive();
    boolean tooMany =
        (target.writeThreads > 0 && all > target.writeThreads + target.writeQueue)
            || (target.pressureBytes > 0 && all * job.requestBytes > target.pressureBytes);
    if (fixed && tooMany) {
      return Finding.bad(
          "requests", figure, "the cluster answers 429: fewer mappers, or in-flight=auto");
    }
    boolean many = target.writeThreads > 0 && all > 4 * target.writeThreads;
    return Finding.of(
        tooMany || many ? Level.LOOK : Level.OK,
        "requests",
        figure,
        "requests wait in the queues: use fewer mappers");
  }

  /** A task has an open batch for each destination; the memory limits their size. */
  private Finding requestSize() {
    int destinations =
        job.lanes == LaneMode.SHARD
            ? Math.max(1, target.shards)
            : job.lanes == LaneMode.NODE ? target.writingNodes() : 1;
    long size = Math.min(job.requestBytes, job.memoryBytes / (destinations + inFlight().most()));
    int shards = (Math.max(1, target.shards) + destinations - 1) / destinations;
    String figure =
        bytes(size)
            + " to "
            + shards
            + (shards == 1 ? " shard: " : " shards: ")
            + bytes(size / shards)
            + " each";
    return Finding.of(
        size / shards < SMALL_REQUEST ? Level.LOOK : Level.OK,
        "request size",
        figure,
        size < job.requestBytes
            ? "raise sluice.bulk.memory, or use fewer shards"
            : "raise sluice.bulk.size, or use fewer shards");
  }

  private Finding memory(OptionalLong heap) {
    long needed = job.memoryBytes + source.readAhead() + BASE_MEMORY;
    String needs = bytes(needed) + " per task";
    if (!heap.isPresent()) {
      return Finding.ok("memory", needs + ", heap unknown");
    }
    double share = needed / (double) heap.getAsLong();
    return Finding.of(
        share > 1 ? Level.BAD : share > 0.8 ? Level.LOOK : Level.OK,
        "memory",
        needs + " of " + bytes(heap.getAsLong()) + " heap",
        "raise mapreduce.map.memory.mb, or lower sluice.bulk.memory");
  }
}
