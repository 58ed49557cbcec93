package dev.sluice.cli.rehearse;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.config.ConfigException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether an ingest pipeline can send a document to another index than the one it is
 * written to. A trial must not write to real indices.
 */
final class Redirects {

  private static final String NONE = "_none";

  /** Reads a pipeline. */
  @FunctionalInterface
  interface Source {
    JsonTree read(String what, String path) throws ElasticsearchException;
  }

  private final Source server;
  private final Deque<String> toRead = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();

  Redirects(Source server) {
    this.server = server;
  }

  /** Adds a pipeline of the job or the index. */
  Redirects with(Optional<String> pipeline) {
    pipeline.filter(name -> !name.equals(NONE) && known.add(name)).ifPresent(toRead::add);
    return this;
  }

  /**
   * Reads the pipelines, and those that they call.
   *
   * @throws ConfigException if one can change the index, or cannot be read
   */
  void check() {
    while (!toRead.isEmpty()) {
      String name = toRead.remove();
      look(name, read(name));
    }
  }

  private JsonTree read(String name) {
    try {
      return server.read(
          "Reading ingest pipeline " + name, "/_ingest/pipeline/" + HttpRequest.part(name));
    } catch (ElasticsearchException e) {
      throw new ConfigException(
          "cannot rehearse: ingest pipeline \""
              + name
              + "\" could send documents to another index, and it could not be read: "
              + e.getMessage(),
          e);
    }
  }

  private void look(String pipeline, JsonTree tree) {
    if (tree.text().filter(text -> text.contains("_index")).isPresent()) {
      throw refused(pipeline, "it sets _index");
    }
    for (Map.Entry<String, JsonTree> field : tree.fields().entrySet()) {
      if (field.getKey().equals("reroute") || field.getKey().equals("date_index_name")) {
        throw refused(pipeline, "it has the processor " + field.getKey());
      }
      if (field.getKey().equals("script") && field.getValue().at("id").text().isPresent()) {
        throw refused(pipeline, "it runs a stored script");
      }
      Optional<String> called = field.getValue().at("name").text();
      if (field.getKey().equals("pipeline") && called.isPresent()) {
        if (called.get().contains("{{")) {
          throw refused(pipeline, "it calls a pipeline by a field of the document");
        }
        with(called);
      }
      look(pipeline, field.getValue());
    }
    tree.items().forEach(item -> look(pipeline, item));
  }

  private static ConfigException refused(String pipeline, String why) {
    return new ConfigException(
        "cannot rehearse: ingest pipeline \""
            + pipeline
            + "\" can send documents to another index ("
            + why
            + "), and a rehearsal must not write to real indices");
  }
}
