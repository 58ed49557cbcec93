package dev.sluice.client.index;

import co.elastic.clients.elasticsearch.indices.ResolveIndexResponse;
import co.elastic.clients.elasticsearch.indices.resolve_index.ResolveIndexAliasItem;
import co.elastic.clients.elasticsearch.indices.resolve_index.ResolveIndexDataStreamsItem;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a name to the concrete index behind it. */
public final class IndexLookup {

  private final NodeFailover control;
  private final ResolveIndexResponse resolved;

  public IndexLookup(NodeFailover control, ResolveIndexResponse resolved) {
    this.control = control;
    this.resolved = resolved;
  }

  public Optional<IndexInfo> find(String name) throws ElasticsearchException {
    for (ResolveIndexDataStreamsItem stream : resolved.dataStreams()) {
      if (stream.name().equals(name)) {
        List<String> indices = stream.backingIndices();
        String newest = indices.get(indices.size() - 1);
        return Optional.of(info(IndexInfo.Kind.DATA_STREAM, newest, true, indices));
      }
    }
    for (ResolveIndexAliasItem alias : resolved.aliases()) {
      if (alias.name().equals(name)) {
        return Optional.of(ofAlias(name, alias.indices()));
      }
    }
    if (resolved.indices().stream().anyMatch(item -> item.name().equals(name))) {
      List<String> itself = Collections.singletonList(name);
      return Optional.of(info(IndexInfo.Kind.INDEX, name, true, itself));
    }
    return Optional.empty();
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
        resolved.indices().stream()
                .anyMatch(i -> i.name().equals(index) && i.attributes().contains("closed"))
            || "true".equals(settings.get("index.verified_before_close"));
    return new IndexInfo(kind, index, written, indices, closed, settings);
  }
}
