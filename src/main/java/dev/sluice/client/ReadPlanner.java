package dev.sluice.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the shards behind names, and what a reader must know of each: the filter of the alias it
 * was named by, a node to read it from, how large a page may be. What only helps (sizes, addresses)
 * is left out where the credentials do not reach.
 */
final class ReadPlanner {

  private static final Logger log = LoggerFactory.getLogger(ReadPlanner.class);

  private final Control control;
  private final Discovery discovery;
  private final ReadScope scope;

  ReadPlanner(Control control, Discovery discovery, ReadScope scope) {
    this.control = control;
    this.discovery = discovery;
    this.scope = scope;
  }

  /** See {@link Connection#shardsToRead}. */
  List<ReadShard> plan() throws ElasticsearchException {
    Map<String, Node> nodes = nodes();
    List<String> there = scope.mayMiss ? present(scope.names) : scope.names;
    if (there.isEmpty()) {
      return Collections.emptyList();
    }
    String path = "/" + there.stream().map(HttpCall::part).collect(Collectors.joining(",")) + "/";
    ShardTable table = table(path, there);
    checkMissing(table.missing());
    checkPrivileges(table.indices());
    if (scope.query().isPresent() && !table.shards().isEmpty()) {
      checkQuery(path, scope.query().get());
    }
    return complete(table.shards(), path, nodes);
  }

  private void checkMissing(int missing) throws ElasticsearchException {
    String what =
        String.join(",", scope.names) + ": " + missing + " shards have no copy that is started";
    if (missing > 0 && !scope.mayLackShards) {
      throw new ElasticsearchException(
          503,
          "no_shard_available_action_exception",
          "Cannot read " + what + ". GET _cat/shards says which; wait for them, or allocate them");
    }
    if (missing > 0) {
      log.warn("Reading what is there of {}. Documents on these are left out", what);
    }
  }

  /** The nodes by id; none where the credentials do not tell, which is no hindrance. */
  private Map<String, Node> nodes() throws ElasticsearchException {
    try {
      return discovery.supportedCluster().nodes().stream()
          .collect(Collectors.toMap(Node::id, node -> node));
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
      log.debug("Reading from any node, since the cluster does not name its own", e);
      return Collections.emptyMap();
    }
  }

  private List<String> present(List<String> names) throws ElasticsearchException {
    List<String> there = new ArrayList<>();
    for (String name : names) {
      HttpCall call = HttpCall.of("HEAD", "/" + HttpCall.part(name));
      if (name.contains("*") || control.exchange(call, HttpAnswer::status) != 404) {
        there.add(name);
      }
    }
    return there;
  }

  private ShardTable table(String path, List<String> names) throws ElasticsearchException {
    String routing =
        scope.routing.isEmpty() ? "" : "&routing=" + HttpCall.part(String.join(",", scope.routing));
    try {
      return control.ask(
          HttpCall.get(path + "_search_shards?allow_no_indices=" + scope.mayMiss + routing),
          ShardTable::read);
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        // What the credentials must not see is not there, either.
        checkPrivileges(
            names.stream()
                .filter(name -> !name.startsWith("-") && !name.contains("*"))
                .collect(Collectors.toList()));
      }
      throw e;
    }
  }

  /** Before a task finds out: a privilege on an alias is none on the index behind it. */
  private void checkPrivileges(Collection<String> indices) throws ElasticsearchException {
    if (indices.isEmpty()) {
      return;
    }
    String names = indices.stream().map(Json::quoted).collect(Collectors.joining(","));
    HttpCall call =
        HttpCall.of("POST", "/_security/user/_has_privileges")
            .json("{\"index\":[{\"names\":[" + names + "],\"privileges\":[\"read\"]}]}");
    JsonTree answer;
    try {
      answer = control.ask(call, JsonTree::read);
    } catch (ElasticsearchException e) {
      if (Administration.isUnknownQuestion(e)) {
        return;
      }
      throw e;
    }
    for (String index : indices) {
      if (!answer.at("index", index, "read").isTrue()) {
        throw new ElasticsearchException(
            403,
            "security_exception",
            "The credentials lack the privilege \"read\" on index "
                + index
                + ": grant it, or use others");
      }
    }
  }

  private void checkQuery(String path, String query) throws ElasticsearchException {
    JsonTree answer =
        control.ask(
            HttpCall.of("POST", path + "_validate/query?explain=true")
                .json("{\"query\":" + query + "}"),
            JsonTree::read);
    if (!answer.at("valid").isTrue()) {
      String reason =
          Stream.concat(Stream.of(answer), answer.at("explanations").items().stream())
              .map(place -> place.at("error").text())
              .filter(Optional::isPresent)
              .map(Optional::get)
              .findFirst()
              .orElse("no reason given");
      throw new ElasticsearchException(
          400, "parsing_exception", "Elasticsearch does not take the query: " + reason);
    }
  }

  private List<ReadShard> complete(
      List<ShardTable.Shard> shards, String path, Map<String, Node> nodes)
      throws ElasticsearchException {
    Map<String, Integer> windows = windows(path);
    Map<String, long[]> sizes = sizes(path);
    Map<String, Integer> chosen = new HashMap<>();
    List<ReadShard> complete = new ArrayList<>();
    for (ShardTable.Shard shard : shards) {
      String node = shard.leastOf(chosen);
      chosen.merge(node, 1, Integer::sum);
      Optional<Node> known = Optional.ofNullable(nodes.get(node));
      long[] size = sizes.getOrDefault(shard.index + "/" + shard.number, new long[] {-1, -1});
      complete.add(
          shard
              .plain()
              .withNode(
                  node,
                  known.flatMap(Node::httpAddress).orElse(null),
                  known.flatMap(Node::httpAddress).map(ReadPlanner::host).orElse(null))
              .withWindow(windows.getOrDefault(shard.index, ReadShard.USUAL_WINDOW))
              .withSize(size[0], size[1]));
    }
    return complete;
  }

  private static String host(String url) {
    return NodeAddress.parse(url).host().getHostName();
  }

  private Map<String, Integer> windows(String path) throws ElasticsearchException {
    JsonTree reply =
        control.ask(
            HttpCall.get(path + "_settings/index.max_result_window?flat_settings=true"),
            JsonTree::read);
    Map<String, Integer> windows = new HashMap<>();
    reply
        .fields()
        .forEach(
            (index, settings) ->
                settings
                    .at("settings", "index.max_result_window")
                    .number()
                    .ifPresent(
                        most -> windows.put(index, (int) Math.min(most, ReadShard.USUAL_WINDOW))));
    return windows;
  }

  /** Documents and bytes of each shard's primary, by index and number. */
  private Map<String, long[]> sizes(String path) throws ElasticsearchException {
    HttpCall call =
        HttpCall.get(
            path
                + "_stats/docs,store?level=shards&filter_path=indices.*.shards.*.routing.primary,"
                + "indices.*.shards.*.docs.count,indices.*.shards.*.store.size_in_bytes");
    Map<String, long[]> sizes = new HashMap<>();
    try {
      control
          .ask(call, JsonTree::read)
          .at("indices")
          .fields()
          .forEach((index, stats) -> addSizes(index, stats.at("shards").fields(), sizes));
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
      log.debug("Taking all shards for equal, since the cluster does not tell their sizes", e);
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
