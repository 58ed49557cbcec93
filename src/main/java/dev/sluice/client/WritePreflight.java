package dev.sluice.client;

import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.Privileges;
import dev.sluice.client.cluster.VersionGate;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.PrimaryCheck;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks before a load; see {@link Administration#checkWritable}. */
final class WritePreflight {

  private static final List<String> BLOCKS =
      Collections.unmodifiableList(
          Arrays.asList(
              "index.blocks.write",
              "index.blocks.read_only",
              "index.blocks.read_only_allow_delete"));

  private final Administration administration;
  private final NodeFailover control;
  private final Discovery discovery;

  WritePreflight(Administration administration, NodeFailover control, Discovery discovery) {
    this.administration = administration;
    this.control = control;
    this.discovery = discovery;
  }

  /** Checks a pattern of indices, some of which may not exist yet. */
  void checkAll(String pattern, Optional<String> pipeline) throws ElasticsearchException {
    new VersionGate(control, discovery).checkWritable();
    checkPrivileges(pattern);
    if (pipeline.isPresent()) {
      checkPipeline(pipeline.get());
    }
  }

  /** Returns the index, if it exists. */
  Optional<IndexInfo> check(String index, Optional<String> pipeline) throws ElasticsearchException {
    new VersionGate(control, discovery).checkWritable();
    List<String> missing = checkPrivileges(index);
    Optional<IndexInfo> found = administration.find(index);
    if (found.isPresent()) {
      checkIndex(index, found.get());
      new PrimaryCheck(control).check(found.get().name());
    } else if (missing.contains("create_index")) {
      throw Privileges.lacking("create_index", index);
    } else {
      checkName(index);
    }
    if (pipeline.isPresent()) {
      checkPipeline(pipeline.get());
    }
    return found;
  }

  /** Returns the missing privileges that are not strictly required; fails for the others. */
  private List<String> checkPrivileges(String index) throws ElasticsearchException {
    List<String> missing =
        administration.missingPrivileges(
            index, "index", "create_doc", "create_index", "view_index_metadata");
    if (missing.contains("index") && missing.contains("create_doc")) {
      throw Privileges.lacking("index", index);
    }
    if (missing.contains("view_index_metadata")) {
      throw Privileges.lacking("view_index_metadata", index);
    }
    return missing;
  }

  /** Checks Elasticsearch's rules for index names before the index is created. */
  private static void checkName(String index) throws ElasticsearchException {
    boolean good =
        !index.isEmpty()
            && index.length() <= 255
            && index.equals(index.toLowerCase(Locale.ROOT))
            && !index.matches("^[-_+].*|.*[\\\\/*?\"<>|\\s,#:].*|\\.\\.?");
    if (!good) {
      throw new ElasticsearchException(
          400,
          "invalid_index_name_exception",
          "Invalid index name \""
              + index
              + "\": use lower case, start with a letter or digit, and do not use"
              + " spaces, commas or \\ / * ? \" < > | # :");
    }
  }

  private static void checkIndex(String name, IndexInfo index) throws ElasticsearchException {
    if (!index.hasWriteIndex()) {
      throw new ElasticsearchException(
          400,
          "",
          "Alias "
              + name
              + " points to "
              + index.indices().size()
              + " indices but has no write index: set is_write_index on one of them, or name an"
              + " index");
    }
    if (index.closed()) {
      throw new ElasticsearchException(
          400,
          "index_closed_exception",
          "Index " + index.name() + " is closed: open it (POST /" + index.name() + "/_open)");
    }
    for (String block : BLOCKS) {
      if (index.setting(block).filter("true"::equals).isPresent()) {
        throw new ElasticsearchException(
            403,
            "cluster_block_exception",
            "Index "
                + index.name()
                + " is blocked for writes: its setting "
                + block
                + " is true"
                + (block.endsWith("allow_delete")
                    ? " (Elasticsearch sets it when a disk is nearly full)"
                    : "")
                + ". Set it to null, then submit again");
      }
    }
  }

  private void checkPipeline(String pipeline) throws ElasticsearchException {
    try {
      control.ask(discovery.distribution().pipeline(pipeline), HttpResponse::status);
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        throw new ElasticsearchException(
            404,
            e.type(),
            "Ingest pipeline \"" + pipeline + "\" not found: create it, or name another one");
      }
      // Without the privilege "read_pipeline" it stays unknown whether the pipeline exists.
      if (e.status() != 403) {
        throw e;
      }
    }
  }
}
