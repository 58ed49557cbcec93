package dev.sluice.client;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.CountResponse;
import co.elastic.clients.elasticsearch.indices.ResolveIndexResponse;
import co.elastic.clients.elasticsearch.security.HasPrivilegesResponse;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.instrumentation.NoopInstrumentation;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.ErrorAdvice;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.TypedHttp;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What is asked of a cluster beside documents: indices, aliases, settings, privileges. For the
 * submitting side, the committer and the commands; tasks do without. Every call blocks, for a
 * request timeout and node at most. Thread-safe; lives as long as its {@link Connection}.
 */
public final class Administration {

  private final ElasticsearchClient typed;
  private final NodeFailover control;
  private final Discovery discovery;
  private final ErrorAdvice refusal;
  private final LanePlanner planner;

  private Administration(
      ElasticsearchClient typed,
      NodeFailover control,
      Discovery discovery,
      ErrorAdvice refusal,
      LanePlanner planner) {
    this.typed = typed;
    this.control = control;
    this.discovery = discovery;
    this.refusal = refusal;
    this.planner = planner;
  }

  static Administration over(
      NodeFailover control, Discovery discovery, ErrorAdvice refusal, LanePlanner planner) {
    ElasticsearchClient typed =
        new ElasticsearchClient(
            new ElasticsearchTransportBase(
                new TypedHttp(control),
                null,
                new SimpleJsonpMapper(),
                NoopInstrumentation.INSTANCE) {});
    return new Administration(typed, control, discovery, refusal, planner);
  }

  /** A call of the typed client. */
  private interface TypedCall<T> {
    T run() throws IOException;
  }

  private <T> T typed(String what, TypedCall<T> call) throws ElasticsearchException {
    try {
      return call.run();
    } catch (co.elastic.clients.elasticsearch._types.ElasticsearchException e) {
      String reason = e.error().reason() == null ? "no reason given" : e.error().reason();
      throw refusal.of(what, e.status(), BulkError.of(e.error().type(), reason));
    } catch (ElasticsearchException e) {
      throw e;
    } catch (TransportException e) {
      throw new ElasticsearchException(e.statusCode(), "", what + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ElasticsearchException(0, "", what + ": " + e.getMessage(), e);
    }
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
    ResolveIndexResponse found;
    try {
      found =
          typed(
              "Looking for index " + indexOrAlias,
              () -> typed.indices().resolveIndex(request -> request.name(indexOrAlias)));
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
          : LanePlan.off("there is no index " + indexOrAlias + " yet");
    } catch (ElasticsearchException e) {
      return LanePlan.off("the index could not be looked at: " + e.getMessage());
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
    typed(
        "Deleting index " + index,
        () -> typed.indices().delete(request -> request.index(index).ignoreUnavailable(true)));
  }

  /** Makes what was written visible. */
  public void refresh(String index) throws ElasticsearchException {
    typed("Refreshing index " + index, () -> typed.indices().refresh(r -> r.index(index)));
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
    CountResponse answer =
        typed("Counting the documents of " + index, () -> typed.count(r -> r.index(index)));
    if (answer.shards().failed().intValue() > 0) {
      throw new ElasticsearchException(
          503,
          "",
          "Counting the documents of "
              + index
              + ": "
              + answer.shards().failed()
              + " of "
              + answer.shards().total()
              + " shards did not answer");
    }
    return answer.count();
  }

  /**
   * The cluster privileges that the credentials lack.
   *
   * @return those of the given ones that are missing; none where security is off
   */
  public List<String> missingClusterPrivileges(String... privileges) throws ElasticsearchException {
    HasPrivilegesResponse answer;
    try {
      answer =
          typed(
              "Asking for the privileges on the cluster",
              () ->
                  typed
                      .security()
                      .hasPrivileges(request -> request.cluster(Arrays.asList(privileges))));
    } catch (ElasticsearchException e) {
      if (e.isOfUnknownApi()) {
        return new ArrayList<>();
      }
      throw e;
    }
    TreeSet<String> missing = new TreeSet<>(Arrays.asList(privileges));
    missing.removeIf(privilege -> answer.cluster().getOrDefault(privilege, false));
    return new ArrayList<>(missing);
  }

  /**
   * Which privileges the credentials lack.
   *
   * @return those of the given ones that are missing; none where security is off
   */
  public List<String> missingPrivileges(String index, String... privileges)
      throws ElasticsearchException {
    HasPrivilegesResponse answer;
    try {
      answer =
          typed(
              "Asking for the privileges on " + index,
              () ->
                  typed
                      .security()
                      .hasPrivileges(
                          request ->
                              request.index(
                                  check ->
                                      check.names(index).privileges(Arrays.asList(privileges)))));
    } catch (ElasticsearchException e) {
      if (e.isOfUnknownApi()) {
        return new ArrayList<>();
      }
      throw e;
    }
    TreeSet<String> missing = new TreeSet<>(Arrays.asList(privileges));
    Map<String, Boolean> held = answer.index().get(index);
    if (held != null) {
      missing.removeIf(privilege -> held.getOrDefault(privilege, false));
    }
    return new ArrayList<>(missing);
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
