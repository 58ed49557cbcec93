package dev.sluice.cli.rehearse;

import dev.sluice.cli.rehearse.merges.MergeProbe;
import dev.sluice.cli.rehearse.merges.MergeTime;
import dev.sluice.client.Administration;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Node;
import dev.sluice.client.index.IndexAdministration;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** The index that a rehearsal loads into. Used by one thread, except {@link #delete}. */
final class ScratchIndex {

  /** Merges always pause a little. */
  private static final double THROTTLED = 0.25;

  private final Administration server;
  private final ScratchBody body;
  private RehearsalMark mark;

  ScratchIndex(Administration server, ScratchBody body, RehearsalMark mark) {
    this.server = server;
    this.body = body;
    this.mark = mark;
  }

  String name() {
    return RehearsalIndices.PREFIX + mark.job;
  }

  /** Creates it, empty; replaces that of the trial before. */
  void create(long nowMillis) throws IOException {
    delete();
    mark = mark.renewed(nowMillis);
    if (!server.create(name(), Optional.of(body.toJson(RehearsalMark.NAME, mark.toJson())))) {
      throw new IOException("index " + name() + " exists, but this rehearsal has not created it");
    }
  }

  /** Tells other rehearsals, now and then, that it is in use. */
  void renew(long nowMillis) throws ElasticsearchException {
    if (mark.isDueForRenewal(nowMillis)) {
      mark = mark.renewed(nowMillis);
      IndexAdministration index = server.index(name());
      index.putMeta(index.meta().with(RehearsalMark.NAME, mark.toJson()));
    }
  }

  int replicas() {
    return body.setting("index.number_of_replicas").map(Integer::valueOf).orElse(1);
  }

  void delete() throws ElasticsearchException {
    server.delete(name());
  }

  Diagnosis.Places places() throws ElasticsearchException {
    int dataNodes = (int) server.cluster().nodes().stream().filter(Node::holdsData).count();
    Map<Integer, String> primaries = server.index(name()).primaries();
    return new Diagnosis.Places(
        dataNodes, new HashSet<>(primaries.values()).size(), primaries.size());
  }

  /** The time that merges add to a load of so many documents, after a trial and only once. */
  MergeTime laterMerges(long documents) {
    return new MergeProbe(server, name()).of(documents);
  }

  /** Its size after a trial. */
  IndexFigures figures() throws ElasticsearchException {
    server.refresh(name());
    JsonTree all =
        server
            .read(
                "Reading the size of " + name(), "/" + name() + "/_stats/store,docs,merge,indexing")
            .at("_all");
    JsonTree primaries = all.at("primaries");
    long merging = primaries.at("merges", "total_time_in_millis").number().orElse(0);
    long slowed = primaries.at("merges", "total_throttled_time_in_millis").number().orElse(0);
    long stopped = primaries.at("indexing", "throttle_time_in_millis").number().orElse(0);
    return new IndexFigures(
        primaries.at("docs", "count").number().orElse(0),
        primaries.at("store", "size_in_bytes").number().orElse(0),
        replicas(),
        stopped > 0 || slowed > THROTTLED * merging);
  }
}
