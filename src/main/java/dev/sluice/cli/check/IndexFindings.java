package dev.sluice.cli.check;

import static dev.sluice.cli.run.HumanNumbers.count;

import dev.sluice.client.cluster.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges an existing index: its settings, mapping, blocks and pipelines. */
final class IndexFindings {

  private static final long USUAL_FIELDS = 1_000;

  private static final String BULK = "sluice.index.load-mode=bulk";

  private IndexFindings() {}

  /**
   * The findings about an index.
   *
   * @param dataNodes 0 if unknown
   * @param loadMode whether the job sets the index for the load
   */
  static List<Finding> of(IndexFacts index, int dataNodes, boolean loadMode) {
    List<Finding> findings = new ArrayList<>();
    findings.add(shards(index.shards(), dataNodes));
    findings.add(replicas(index.setting("number_of_replicas").orElse("1"), loadMode));
    findings.add(refresh(index.setting("refresh_interval").orElse("1s"), loadMode));
    findings.add(durability(index.setting("translog.durability").orElse("request"), loadMode));
    findings.addAll(SegmentFindings.of(index));
    findings.add(index.mapping.isPresent() ? fields(index) : index.mapping.unseen("mapping"));
    findings.add(blocks(index));
    findings.add(pipeline(index));
    loadModeLeft(index).ifPresent(findings::add);
    return findings;
  }

  static Finding shards(int shards, int dataNodes) {
    String figure = count(shards) + (dataNodes > 0 ? " on " + nodes(dataNodes) : "");
    return Finding.of(
        shards < dataNodes ? Level.LOOK : Level.OK,
        "shards",
        figure,
        "some nodes take no documents: use a multiple of the data nodes");
  }

  private static String nodes(int count) {
    return count + (count == 1 ? " data node" : " data nodes");
  }

  static Finding replicas(String replicas, boolean loadMode) {
    if (replicas.equals("0")) {
      return Finding.ok("replicas", replicas);
    }
    return loadMode
        ? Finding.ok("replicas", replicas + ", 0 during the load")
        : Finding.look(
            "replicas",
            replicas,
            "each copy indexes every document: -D " + BULK + " turns them off");
  }

  static Finding refresh(String interval, boolean loadMode) {
    if (loadMode) {
      return Finding.ok("refresh", interval + ", off during the load");
    }
    return Finding.of(
        isShort(interval) ? Level.LOOK : Level.OK,
        "refresh",
        interval.equals("-1") ? "off" : interval,
        "makes many small segments: set 30s or more, or -D " + BULK);
  }

  private static boolean isShort(String interval) {
    return interval.endsWith("ms")
        || interval.equals("0")
        || interval.matches("[0-9]s")
        || interval.matches("[0-9]+(micros|nanos)");
  }

  static Finding durability(String durability, boolean loadMode) {
    if (loadMode) {
      return Finding.ok("translog", durability + ", async during the load");
    }
    return Finding.of(
        durability.equals("async") ? Level.LOOK : Level.OK,
        "translog",
        durability,
        "a node that fails loses acknowledged documents: set durability to request");
  }

  private static Finding fields(IndexFacts index) {
    long fields = FieldCount.of(index.mapping());
    long limit =
        index
            .setting("mapping.total_fields.limit")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Long::parseLong)
            .orElse(USUAL_FIELDS);
    return Finding.of(
        fields >= limit ? Level.BAD : fields > limit * 0.8 ? Level.LOOK : Level.OK,
        "mapping",
        count(fields) + " of " + count(limit) + " fields",
        "documents with more fields are rejected: raise index.mapping.total_fields.limit");
  }

  private static Finding blocks(IndexFacts index) {
    if (index.isClosed()) {
      return Finding.bad("blocks", "closed", "open it: POST " + index.name() + "/_open");
    }
    List<String> blocking = new ArrayList<>();
    JsonTree blocks = index.definition.tree().at("blocks");
    collect(blocks.at("global"), "cluster: ", blocking);
    collect(blocks.at("indices", index.name()), "", blocking);
    if (blocks.fields().isEmpty()) {
      collectSettings(index, blocking);
    }
    return blocking.isEmpty()
        ? Finding.ok("blocks", "none")
        : Finding.bad(
            "blocks",
            String.join(", ", blocking),
            "free disk space if it is full, then set the block to null");
  }

  private static void collect(JsonTree blocks, String place, List<String> blocking) {
    for (JsonTree block : blocks.fields().values()) {
      if (block.at("levels").texts().contains("write")) {
        blocking.add(place + block.at("description").text().orElse("write block"));
      }
    }
  }

  /** For credentials that may not read the blocks themselves. */
  private static void collectSettings(IndexFacts index, List<String> blocking) {
    for (String block : new String[] {"write", "read_only", "read_only_allow_delete"}) {
      if (index.setting("blocks." + block).filter("true"::equals).isPresent()) {
        blocking.add("index.blocks." + block);
      }
    }
  }

  private static Finding pipeline(IndexFacts index) {
    List<String> pipelines = new ArrayList<>();
    for (String key : new String[] {"default_pipeline", "final_pipeline"}) {
      index
          .setting(key)
          .filter(name -> !name.equals("_none"))
          .ifPresent(name -> pipelines.add(key + " " + name));
    }
    return pipelines.isEmpty()
        ? Finding.ok("pipeline", "none")
        : Finding.look(
            "pipeline",
            String.join(", ", pipelines),
            "every document runs through it, on ingest nodes: remove it if not needed");
  }

  /** A marker of load mode: other jobs are refused until the index is restored. */
  private static Optional<Finding> loadModeLeft(IndexFacts index) {
    return index
        .mapping()
        .at("_meta", "sluice", "job")
        .text()
        .map(
            job ->
                Finding.bad(
                    "load mode",
                    "left by job " + job,
                    "if it is dead: sluice restore --index " + index.name()));
  }
}
