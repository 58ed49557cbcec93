package dev.sluice.client.search;

import dev.sluice.client.Connection;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.Privileges;
import dev.sluice.client.cluster.VersionGate;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.index.ClosedIndices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the shards behind names with what a reader needs: the filter of the alias, a node to read
 * from, and the maximum page size. Optional information (sizes, addresses) is omitted if the
 * credentials do not allow it.
 */
public final class ReadPlanner {

  /** The type of the error if the cluster finds the query invalid. */
  public static final String REJECTED_QUERY = "parsing_exception";

  private static final Logger log = LoggerFactory.getLogger(ReadPlanner.class);

  private static final String SIZES =
      "/_stats/docs,store?level=shards&filter_path=indices.*.shards.*.routing.primary,"
          + "indices.*.shards.*.docs.count,indices.*.shards.*.store.size_in_bytes";

  private final NodeFailover control;
  private final Discovery discovery;
  private final Privileges privileges;
  private final ReadScope scope;

  public ReadPlanner(
      NodeFailover control, Discovery discovery, Privileges privileges, ReadScope scope) {
    this.control = control;
    this.discovery = discovery;
    this.privileges = privileges;
    this.scope = scope;
  }

  /** See {@link Connection#shardsToRead}. */
  public List<ReadShard> plan() throws ElasticsearchException {
    Map<String, Node> nodes =
        new VersionGate(control, discovery)
            .checkReadable().stream().collect(Collectors.toMap(Node::id, node -> node));
    List<String> there = scope.mayMiss ? present(scope.names) : scope.names;
    if (there.isEmpty()) {
      return Collections.emptyList();
    }
    try {
      return plan(there, nodes);
    } catch (ElasticsearchException e) {
      throw e.type().equals("index_closed_exception")
          ? new ClosedIndices(control).explained(there, e)
          : e;
    }
  }

  private List<ReadShard> plan(List<String> there, Map<String, Node> nodes)
      throws ElasticsearchException {
    ShardTable table = table(there);
    checkMissing(table.missing());
    checkPrivileges(table.indices());
    List<String> portions = NamePortions.of(table.indices());
    if (scope.query().isPresent()) {
      checkQuery(portions, scope.query().get());
    }
    Map<String, SearchedIndex> searched = searched(portions);
    checkWhole(searched);
    List<String> stale = refresh(table.indices(), searched);
    return complete(table.shards(), searched, sizes(portions), nodes, discovery.distribution())
        .stream()
        .map(shard -> shard.stale(stale.contains(shard.index())))
        .collect(Collectors.toList());
  }

  private void checkMissing(int missing) throws ElasticsearchException {
    String what = String.join(",", scope.names) + ": " + missing + " shards have no started copy";
    if (missing > 0 && !scope.mayLackShards) {
      throw new ElasticsearchException(
          503,
          "no_shard_available_action_exception",
          "Cannot read "
              + what
              + ". GET _cat/shards lists them; wait until they start, or allocate them");
    }
    if (missing > 0) {
      log.warn(
          "Reading only the available shards of {}. Documents on the missing shards are skipped",
          what);
    }
  }

  private List<String> present(List<String> names) throws ElasticsearchException {
    List<String> there = new ArrayList<>();
    for (String name : names) {
      HttpRequest call = HttpRequest.of("HEAD", "/" + HttpRequest.part(name));
      if (name.contains("*") || control.exchange(call, HttpResponse::status) != 404) {
        there.add(name);
      }
    }
    return there;
  }

  private ShardTable table(List<String> names) throws ElasticsearchException {
    String routing =
        scope.routing.isEmpty()
            ? ""
            : "&routing=" + HttpRequest.part(String.join(",", scope.routing));
    try {
      List<ShardTable> tables = new ArrayList<>();
      for (String portion : NamePortions.ofExpressions(names)) {
        String path = "/" + portion + "/_search_shards?allow_no_indices=" + scope.mayMiss;
        tables.add(
            control.ask(
                HttpRequest.get(path + routing + "&ignore_unavailable=false"), ShardTable::read));
      }
      return ShardTable.of(tables);
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        // An index that the credentials must not see looks missing.
        checkPrivileges(
            names.stream()
                .filter(name -> !name.startsWith("-") && !name.contains("*"))
                .collect(Collectors.toList()));
      }
      throw e;
    }
  }

  /** Checks before the tasks start: a privilege on an alias does not extend to its index. */
  private void checkPrivileges(Collection<String> indices) throws ElasticsearchException {
    if (indices.isEmpty()) {
      return;
    }
    for (String index : privileges.missingOn(indices, "read").keySet()) {
      throw Privileges.lacking("read", index);
    }
  }

  private void checkQuery(List<String> portions, String query) throws ElasticsearchException {
    for (String portion : portions) {
      JsonTree answer =
          control.ask(
              HttpRequest.of("POST", "/" + portion + "/_validate/query?explain=true")
                  .json("{\"query\":" + query + "}"),
              JsonTree::read);
      if (!answer.at("valid").isTrue()) {
        throw new ElasticsearchException(
            400, REJECTED_QUERY, "The cluster rejected the query: " + reason(answer));
      }
    }
  }

  private static String reason(JsonTree answer) {
    return Stream.concat(Stream.of(answer), answer.at("explanations").items().stream())
        .map(place -> place.at("error").text())
        .filter(Optional::isPresent)
        .map(Optional::get)
        .findFirst()
        .orElse("no reason given");
  }

  /** For each index, how a search returns its documents. */
  private Map<String, SearchedIndex> searched(List<String> portions) throws ElasticsearchException {
    Map<String, SearchedIndex> searched = new TreeMap<>();
    for (String portion : portions) {
      String which = SearchedIndex.SETTINGS + "?flat_settings=true&include_defaults=true";
      JsonTree settings =
          control.ask(HttpRequest.get("/" + portion + "/_settings/" + which), JsonTree::read);
      JsonTree mappings = sources(portion);
      settings
          .fields()
          .forEach(
              (name, its) ->
                  searched.put(
                      name, SearchedIndex.of(its, mappings.at(name, "mappings", "_source"))));
    }
    return searched;
  }

  private JsonTree sources(String portion) throws ElasticsearchException {
    try {
      return control.ask(
          HttpRequest.get("/" + portion + "/_mapping?filter_path=*.mappings._source"),
          JsonTree::read);
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
      log.warn("Could not check whether {} stores complete documents: {}", portion, e.getMessage());
      return JsonTree.parse(new byte[] {'{', '}'});
    }
  }

  /** Fails or warns if documents read differ from those indexed. */
  private void checkWhole(Map<String, SearchedIndex> searched) throws ElasticsearchException {
    for (Map.Entry<String, SearchedIndex> index : searched.entrySet()) {
      if (scope.needsSource && index.getValue().isWithoutSource()) {
        throw new ElasticsearchException(
            400,
            "",
            "Index "
                + index.getKey()
                + " stores no documents (its mapping disables _source), so they cannot be read"
                + " or copied: exclude it, or read only ids and metadata");
      }
      index
          .getValue()
          .deviation()
          .ifPresent(
              what ->
                  log.warn(
                      "Index {} {}: documents read from it differ from those that were indexed",
                      index.getKey(),
                      what));
    }
  }

  /** Refreshes the indices; otherwise acknowledged but unrefreshed documents would not be read. */
  private List<String> refresh(Collection<String> indices, Map<String, SearchedIndex> searched) {
    List<String> refused = new ReadRefresh(control).refused(indices);
    for (String index : refused) {
      Optional<String> late =
          Optional.ofNullable(searched.get(index)).flatMap(SearchedIndex::lateRefresh);
      if (late.isPresent()) {
        log.warn(
            "Index {} could not be refreshed, and its refresh_interval is {}: documents"
                + " written since its last refresh are not read. Refresh it (POST /{}/_refresh), or"
                + " grant the privilege \"maintenance\" on it",
            index,
            late.get(),
            index);
      }
    }
    return refused;
  }

  private static List<ReadShard> complete(
      List<ShardTable.Shard> shards,
      Map<String, SearchedIndex> searched,
      Map<String, long[]> sizes,
      Map<String, Node> nodes,
      Distribution distribution) {
    Map<String, Integer> chosen = new HashMap<>();
    List<ReadShard> complete = new ArrayList<>();
    for (ShardTable.Shard shard : shards) {
      String node = shard.leastOf(chosen);
      chosen.merge(node, 1, Integer::sum);
      Optional<String> url = Optional.ofNullable(nodes.get(node)).flatMap(Node::httpAddress);
      long[] size = sizes.getOrDefault(shard.index + "/" + shard.number, new long[] {-1, -1});
      ReadShard placed =
          shard
              .plain()
              .withNode(node, url.orElse(null), url.map(ReadPlanner::host).orElse(null))
              .withSize(size[0], size[1])
              .on(distribution);
      SearchedIndex index = searched.get(shard.index);
      complete.add(
          index == null
              ? placed
              : placed.withWindow(index.window()).askingForVectors(index.leavesOutVectors()));
    }
    return complete;
  }

  private static String host(String url) {
    return NodeAddress.parse(url).host().getHostName();
  }

  /** Documents and bytes of each primary shard, by index and number. */
  private Map<String, long[]> sizes(List<String> portions) throws ElasticsearchException {
    Map<String, long[]> sizes = new HashMap<>();
    try {
      for (String portion : portions) {
        control
            .ask(HttpRequest.get("/" + portion + SIZES), JsonTree::read)
            .at("indices")
            .fields()
            .forEach((index, stats) -> addSizes(index, stats.at("shards").fields(), sizes));
      }
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
      log.debug("The shard sizes are unknown; assuming equal sizes", e);
    }
    return sizes;
  }

  private static void addSizes(
      String index, Map<String, JsonTree> shards, Map<String, long[]> sizes) {
    shards.forEach(
        (number, copies) -> {
          for (JsonTree copy : copies.items()) {
            if (copy.at("routing", "primary").isTrue()) {
              long documents = copy.at("docs", "count").number().orElse(-1);
              long bytes = copy.at("store", "size_in_bytes").number().orElse(-1);
              sizes.put(index + "/" + number, new long[] {documents, bytes});
            }
          }
        });
  }
}
