package dev.sluice.client;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.Privileges;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Node;
import dev.sluice.client.index.FutureStream;
import dev.sluice.client.index.IndexAdministration;
import dev.sluice.client.index.IndexBody;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.IndexLookup;
import dev.sluice.client.index.ShardPosition;
import dev.sluice.client.index.StreamTemplates;
import dev.sluice.client.index.WriteCapacity;
import dev.sluice.client.lanes.LaneMode;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.LanePlanner;
import dev.sluice.client.lanes.ShardForecast;
import dev.sluice.routing.ShardFunction;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Administrative requests to a cluster: indices, aliases, settings, privileges. Used at submission,
 * in the committer and in the commands, not in tasks. Every call blocks, for at most the request
 * timeout for each node. Thread-safe; valid as long as its {@link Connection}.
 */
public final class Administration {

  private static final Optional<String> NONE = Optional.of("0");

  private final NodeFailover control;
  private final Discovery discovery;
  private final Privileges privileges;
  private final LanePlanner planner;

  Administration(
      NodeFailover control, Discovery discovery, Privileges privileges, LanePlanner planner) {
    this.control = control;
    this.discovery = discovery;
    this.privileges = privileges;
    this.planner = planner;
  }

  /**
   * The nodes of the cluster.
   *
   * @throws ElasticsearchException if no node answers, or a node refuses
   */
  public Cluster cluster() throws ElasticsearchException {
    return discovery.cluster();
  }

  /**
   * Reads information by a GET request.
   *
   * @param what the purpose, for the message of a failure
   * @param path the path of the API, with its parameters
   */
  public JsonTree read(String what, String path) throws ElasticsearchException {
    return control.ask(what, HttpRequest.get(path), JsonTree::read);
  }

  /**
   * Looks up a name.
   *
   * @param indexOrAlias the name of an index, alias or data stream
   * @return empty if the name does not exist
   */
  public Optional<IndexInfo> find(String indexOrAlias) throws ElasticsearchException {
    HttpRequest call = HttpRequest.get("/_resolve/index/" + HttpRequest.part(indexOrAlias));
    JsonTree found;
    try {
      found = control.ask("Looking up index " + indexOrAlias, call, JsonTree::read);
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
    return new IndexLookup(control, found).find(indexOrAlias);
  }

  /**
   * Creates an index.
   *
   * @param bodyJson settings, mappings and aliases; empty to use only the server's templates
   * @return true if the index was created, false if it already existed
   */
  public boolean create(String index, Optional<String> bodyJson) throws ElasticsearchException {
    HttpRequest call = HttpRequest.of("PUT", "/" + HttpRequest.part(index));
    try {
      control.ask(bodyJson.map(call::json).orElse(call), JsonTree::read);
      return true;
    } catch (ElasticsearchException e) {
      if (e.type().equals("resource_already_exists_exception")) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The body of a request that creates an index as the index templates of the server would.
   *
   * @param index a name that does not exist yet
   * @return empty if the credentials do not allow reading templates
   */
  public Optional<String> templateBody(String index) {
    String what = "?filter_path=template.mappings,template.settings.index";
    String path = "/_index_template/_simulate_index/" + HttpRequest.part(index) + what;
    try {
      return Optional.of(control.ask(HttpRequest.of("POST", path), IndexBody::read));
    } catch (ElasticsearchException e) {
      return Optional.empty();
    }
  }

  /**
   * Decides whether shard-aware routing is possible, and checks the shard computation against the
   * server for some random ids. Never fails: the plan contains the reason if routing is off.
   *
   * @param mode the configured mode
   * @param indexOrAlias the target of the documents
   * @param pipeline the ingest pipeline of the job
   */
  public LanePlan planLanes(LaneMode mode, String indexOrAlias, Optional<String> pipeline) {
    try {
      Optional<IndexInfo> index = find(indexOrAlias);
      return index.isPresent()
          ? planLanes(mode, indexOrAlias, index.get(), pipeline)
          : LanePlan.off("index " + indexOrAlias + " does not exist yet");
    } catch (ElasticsearchException e) {
      return LanePlan.off("the index could not be read: " + e.getMessage());
    }
  }

  /**
   * The same for a name that has been looked up.
   *
   * @param index the result of looking it up
   */
  public LanePlan planLanes(
      LaneMode mode, String indexOrAlias, IndexInfo index, Optional<String> pipeline) {
    return planner.plan(mode, indexOrAlias, index, pipeline);
  }

  /**
   * The data stream that the first document creates for a name.
   *
   * @param name a name that does not exist yet
   * @return empty if the name becomes an index, or the server does not allow reading templates
   */
  public Optional<FutureStream> futureStream(String name) {
    return StreamTemplates.ask(control).flatMap(templates -> templates.of(name));
  }

  /**
   * The administration of one existing index.
   *
   * @param index the concrete index, not an alias
   */
  public IndexAdministration index(String index) {
    return new IndexAdministration(control, index);
  }

  /**
   * The shard function of an index, or that of an index created now. An estimate if the server does
   * not provide the details.
   *
   * @param body the body of the create request, for an index that does not exist
   */
  public ShardFunction expectedShards(String indexOrAlias, Optional<String> body)
      throws ElasticsearchException {
    ShardForecast forecast = new ShardForecast(control, discovery);
    Optional<IndexInfo> index = find(indexOrAlias);
    if (!index.isPresent()) {
      return forecast.ofNew(indexOrAlias, body);
    }
    Optional<ShardFunction> proven =
        planner.plan(LaneMode.NODE, indexOrAlias, index.get(), Optional.empty()).function();
    return proven.isPresent() ? proven.get() : forecast.of(index.get());
  }

  /** Deletes an index. A missing index is not an error. */
  public void delete(String index) throws ElasticsearchException {
    String path = "/" + HttpRequest.part(index) + "?ignore_unavailable=true";
    control.ask("Deleting index " + index, HttpRequest.of("DELETE", path), JsonTree::read);
  }

  /** Refreshes an index. */
  public void refresh(String index) throws ElasticsearchException {
    String path = "/" + HttpRequest.part(index) + "/_refresh";
    control.ask("Refreshing index " + index, HttpRequest.of("POST", path), JsonTree::read);
  }

  /** Refreshes many indices; missing ones are skipped. */
  public void refresh(Collection<String> indices) throws ElasticsearchException {
    for (String portion : NamePortions.of(indices)) {
      String path = "/" + portion + "/_refresh?ignore_unavailable=true";
      control.ask(HttpRequest.of("POST", path), JsonTree::read);
    }
  }

  /**
   * Counts the visible documents.
   *
   * @throws ElasticsearchException also if a shard could not count
   */
  public long count(String index) throws ElasticsearchException {
    String what = "Counting the documents of " + index;
    HttpRequest call = HttpRequest.get("/" + HttpRequest.part(index) + "/_count");
    JsonTree answer = control.ask(what, call, JsonTree::read);
    JsonTree shards = answer.at("_shards");
    if (!answer.at("count").number().isPresent() || !shards.at("failed").text().equals(NONE)) {
      throw new ElasticsearchException(
          503,
          "",
          what
              + ": "
              + shards.at("failed").text().orElse("some")
              + " of "
              + shards.at("total").text().orElse("all")
              + " shards did not answer");
    }
    return answer.at("count").number().getAsLong();
  }

  /**
   * The cluster privileges that the credentials lack.
   *
   * @return the missing privileges of those given; empty if security is off
   */
  public List<String> missingClusterPrivileges(String... privileges) throws ElasticsearchException {
    return this.privileges.missingOnCluster(privileges);
  }

  /**
   * The index privileges that the credentials lack.
   *
   * @return the missing privileges of those given; empty if security is off
   */
  public List<String> missingPrivileges(String index, String... privileges)
      throws ElasticsearchException {
    return this.privileges
        .missingOn(Collections.singleton(index), privileges)
        .getOrDefault(index, Collections.emptyList());
  }

  /**
   * Checks before a load that documents can be written. The cluster must answer and accept the
   * credentials and their privileges. The index must be open and not blocked, or possible to
   * create. The pipeline must exist.
   *
   * @return the index; empty if it does not exist
   * @throws ElasticsearchException with one line for the first problem
   */
  public Optional<IndexInfo> checkWritable(String index, Optional<String> pipeline)
      throws ElasticsearchException {
    return new WritePreflight(this, control, discovery).check(index, pipeline);
  }

  /**
   * Checks, as far as possible, that all indices that match a pattern can be written, including
   * future ones.
   *
   * @param pattern a name with {@code *} as a wildcard
   * @throws ElasticsearchException with the problem and what to change
   */
  public void checkWritableAll(String pattern, Optional<String> pipeline)
      throws ElasticsearchException {
    new WritePreflight(this, control, discovery).checkAll(pattern, pipeline);
  }

  /**
   * The indexing-pressure limit in bytes, summed over the data nodes; they refuse more requests
   * than that. Empty if unknown, for example without the privilege monitor.
   */
  public OptionalLong writeCapacity() {
    return WriteCapacity.ask(control);
  }

  /**
   * How far the operations of each primary shard are safe. Blocks.
   *
   * @param names indices, aliases, data streams and patterns
   */
  public List<ShardPosition> positions(List<String> names) throws ElasticsearchException {
    return ShardPosition.ask(control, names);
  }

  /** The nodes of those given that answer at the address they publish. Blocks for some seconds. */
  public List<Node> reachable(List<Node> some) {
    return discovery.reachable(some);
  }
}
