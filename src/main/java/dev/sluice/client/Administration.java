package dev.sluice.client;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.Privileges;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.index.FutureStream;
import dev.sluice.client.index.IndexAdministration;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.IndexLookup;
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
 * What is asked of a cluster beside documents: indices, aliases, settings, privileges. For the
 * submitting side, the committer and the commands; tasks do without. Every call blocks, for a
 * request timeout and node at most. Thread-safe; lives as long as its {@link Connection}.
 */
public final class Administration {

  private static final Optional<String> NONE = Optional.of("0");

  private final NodeFailover control;
  private final Discovery discovery;
  private final LanePlanner planner;

  Administration(NodeFailover control, Discovery discovery, LanePlanner planner) {
    this.control = control;
    this.discovery = discovery;
    this.planner = planner;
  }

  /**
   * The nodes of the cluster.
   *
   * @throws ElasticsearchException if none answers, one refuses, or one is older than 7.15
   */
  public Cluster cluster() throws ElasticsearchException {
    return discovery.supportedCluster();
  }

  /**
   * What a name stands for.
   *
   * @param indexOrAlias the name of an index, an alias or a data stream
   * @return nothing if there is no such
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
   * @param bodyJson settings, mappings and aliases; absent means by the server's templates alone
   * @return whether it was created: false if it was there already
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
   * Decides whether and how documents can be laned, and checks the arithmetic against the server
   * for some random ids. Never fails: what stands in the way is the plan's reason.
   *
   * @param mode what the user wants
   * @param indexOrAlias where documents are sent
   * @param pipeline the job's own ingest pipeline
   */
  public LanePlan planLanes(LaneMode mode, String indexOrAlias, Optional<String> pipeline) {
    try {
      Optional<IndexInfo> index = find(indexOrAlias);
      return index.isPresent()
          ? planner.plan(mode, indexOrAlias, index.get(), pipeline)
          : LanePlan.off("index " + indexOrAlias + " does not exist yet");
    } catch (ElasticsearchException e) {
      return LanePlan.off("the index could not be read: " + e.getMessage());
    }
  }

  /**
   * The data stream that a name becomes with its first document.
   *
   * @param name of nothing that is there
   * @return nothing if it becomes an index, or the server does not tell
   */
  public Optional<FutureStream> futureStream(String name) {
    return StreamTemplates.ask(control).flatMap(templates -> templates.of(name));
  }

  /**
   * The face for one index that is there.
   *
   * @param index its own name, no alias
   */
  public IndexAdministration index(String index) {
    return new IndexAdministration(control, index);
  }

  /**
   * How an index puts documents on shards, or how it would if it were created now. A guess where
   * the server does not tell.
   *
   * @param body the body of the create request, for an index that is not there
   */
  public ShardFunction expectedShards(String indexOrAlias, Optional<String> body)
      throws ElasticsearchException {
    ShardForecast forecast = new ShardForecast(control, discovery);
    Optional<IndexInfo> index = find(indexOrAlias);
    if (!index.isPresent()) {
      return forecast.ofNew(indexOrAlias, body);
    }
    return planner
        .plan(LaneMode.NODE, indexOrAlias, index.get(), Optional.empty())
        .function()
        .orElseGet(() -> forecast.of(index.get()));
  }

  /** Deletes an index; one that is not there is no failure. */
  public void delete(String index) throws ElasticsearchException {
    String path = "/" + HttpRequest.part(index) + "?ignore_unavailable=true";
    control.ask("Deleting index " + index, HttpRequest.of("DELETE", path), JsonTree::read);
  }

  /** Makes what was written visible. */
  public void refresh(String index) throws ElasticsearchException {
    String path = "/" + HttpRequest.part(index) + "/_refresh";
    control.ask("Refreshing index " + index, HttpRequest.of("POST", path), JsonTree::read);
  }

  /** Makes what was written visible in many indices; those that are not there are left out. */
  public void refresh(Collection<String> indices) throws ElasticsearchException {
    for (String portion : NamePortions.of(indices)) {
      String path = "/" + portion + "/_refresh?ignore_unavailable=true";
      control.ask(HttpRequest.of("POST", path), JsonTree::read);
    }
  }

  /**
   * How many documents are visible.
   *
   * @throws ElasticsearchException also where a shard could not count
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
   * @return those of the given ones that are missing; none where security is off
   */
  public List<String> missingClusterPrivileges(String... privileges) throws ElasticsearchException {
    return new Privileges(control).missingOnCluster(privileges);
  }

  /**
   * Which privileges the credentials lack.
   *
   * @return those of the given ones that are missing; none where security is off
   */
  public List<String> missingPrivileges(String index, String... privileges)
      throws ElasticsearchException {
    return new Privileges(control)
        .missingOn(Collections.singleton(index), privileges)
        .getOrDefault(index, Collections.emptyList());
  }

  /**
   * Checks, before anything is started, that documents can be written: the cluster answers, the
   * credentials are good and have the privileges, the index is open and not blocked, or could be
   * created, and the pipeline exists.
   *
   * @throws ElasticsearchException with one clear line for the first thing that is wrong
   */
  public void checkWritable(String index, Optional<String> pipeline) throws ElasticsearchException {
    new WritePreflight(this, control).check(index, pipeline);
  }

  /**
   * Checks, as far as it can be known, that all indices whose names fit a pattern can be written,
   * those too that are still to come.
   *
   * @param pattern a name with {@code *} for any letters
   * @throws ElasticsearchException with what is missing and how to mend it
   */
  public void checkWritableAll(String pattern, Optional<String> pipeline)
      throws ElasticsearchException {
    new WritePreflight(this, control).checkAll(pattern, pipeline);
  }

  /**
   * How many bytes of requests the data nodes take at a time before they refuse: the sum of their
   * limits of indexing pressure. Empty if they do not tell, as without the privilege to monitor.
   */
  public OptionalLong writeCapacity() {
    return WriteCapacity.ask(control);
  }
}
