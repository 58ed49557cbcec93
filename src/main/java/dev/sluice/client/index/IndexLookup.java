package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves a name to its concrete index. */
public final class IndexLookup {

  private final NodeFailover control;
  private final JsonTree resolved;

  public IndexLookup(NodeFailover control, JsonTree resolved) {
    this.control = control;
    this.resolved = resolved;
  }

  public Optional<IndexInfo> find(String name) throws ElasticsearchException {
    Optional<JsonTree> stream = named(name, "data_streams");
    if (stream.isPresent()) {
      List<String> indices = stream.get().at("backing_indices").texts();
      String newest = indices.get(indices.size() - 1);
      return Optional.of(info(IndexInfo.Kind.DATA_STREAM, newest, true, indices));
    }
    Optional<JsonTree> alias = named(name, "aliases");
    if (alias.isPresent()) {
      return Optional.of(ofAlias(name, alias.get().at("indices").texts()));
    }
    if (named(name, "indices").isPresent()) {
      List<String> itself = Collections.singletonList(name);
      return Optional.of(info(IndexInfo.Kind.INDEX, name, true, itself));
    }
    return Optional.empty();
  }

  private Optional<JsonTree> named(String name, String kind) {
    return resolved.at(kind).items().stream()
        .filter(item -> item.at("name").text().filter(name::equals).isPresent())
        .findFirst();
  }

  private IndexInfo ofAlias(String alias, List<String> indices) throws ElasticsearchException {
    JsonTree reply =
        control.ask(HttpRequest.get("/_alias/" + HttpRequest.part(alias)), JsonTree::read);
    Optional<String> written =
        reply.fields().entrySet().stream()
            .filter(
                index ->
                    index.getValue().at("aliases", alias, "is_write_index").isTrue()
                        || (indices.size() == 1
                            && !index
                                .getValue()
                                .at("aliases", alias, "is_write_index")
                                .text()
                                .isPresent()))
            .map(Map.Entry::getKey)
            .findFirst();
    String newest = indices.stream().max(String::compareTo).get();
    return info(IndexInfo.Kind.ALIAS, written.orElse(newest), written.isPresent(), indices);
  }

  private IndexInfo info(IndexInfo.Kind kind, String index, boolean written, List<String> indices)
      throws ElasticsearchException {
    JsonTree reply =
        control.ask(
            HttpRequest.get("/" + HttpRequest.part(index) + "/_settings?flat_settings=true"),
            JsonTree::read);
    Map<String, String> settings = new HashMap<>();
    reply
        .at(index, "settings")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> settings.put(key, text)));
    boolean closed =
        named(index, "indices")
                .filter(i -> i.at("attributes").texts().contains("closed"))
                .isPresent()
            || "true".equals(settings.get("index.verified_before_close"));
    return new IndexInfo(kind, index, written, indices, closed, settings);
  }
}
