package dev.sluice.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The supported kinds of server, with everything that differs between them. Callers get requests
 * and facts from this type; they never compare it with one of its constants.
 */
@SuppressWarnings("ImmutableEnumChecker") // ServerVersion is immutable, but not annotated as such
public enum Distribution {
  /** Elasticsearch from 7.15 on. Older servers do not support slices of a point in time. */
  ELASTICSEARCH("Elasticsearch", "7.15.0", "7.15.0", null, "_shard_doc", "id") {
    @Override
    public HttpRequest openPointInTime(String index, String preference, Duration keepAlive) {
      return HttpRequest.of("POST", path(index) + "/_pit?" + query(preference, keepAlive));
    }

    @Override
    public HttpRequest closePointInTime(String id) {
      return HttpRequest.of("DELETE", "/_pit").json("{\"id\":" + Json.quoted(id) + "}");
    }

    @Override
    public boolean isPointInTimeLost(int status, String type) {
      return status == 404;
    }

    @Override
    public HttpRequest pipeline(String name) {
      return HttpRequest.get("/_ingest/pipeline/" + HttpRequest.part(name) + "?summary=true");
    }

    @Override
    public boolean tellsPrivileges() {
      return true;
    }

    @Override
    public boolean runsEarlyItems(ServerVersion newest) {
      return newest.isAtLeast(9, 0);
    }

    @Override
    public boolean usesHashModulo(long indexVersion) {
      return indexVersion >= HASH_MODULO_SINCE;
    }

    @Override
    public boolean createsHashModulo(ServerVersion oldest) {
      return oldest.isAtLeast(9, 4);
    }
  },

  /** OpenSearch: writing from 1.3 on, reading from 2.4 on, which introduced the point in time. */
  OPENSEARCH("OpenSearch", "1.3.0", "2.4.0", "7.10.2", "_doc", "pit_id") {
    @Override
    public HttpRequest openPointInTime(String index, String preference, Duration keepAlive) {
      return HttpRequest.of(
          "POST",
          path(index)
              + "/_search/point_in_time?allow_partial_pit_creation=false&"
              + query(preference, keepAlive));
    }

    @Override
    public HttpRequest closePointInTime(String id) {
      return HttpRequest.of("DELETE", "/_search/point_in_time")
          .json("{\"pit_id\":[" + Json.quoted(id) + "]}");
    }

    /** If the node of the point in time has left the cluster, the cause is an illegal state. */
    @Override
    public boolean isPointInTimeLost(int status, String type) {
      return status == 404 || (status == 500 && type.equals("illegal_state_exception"));
    }

    @Override
    public HttpRequest pipeline(String name) {
      return HttpRequest.get("/_ingest/pipeline/" + HttpRequest.part(name));
    }

    @Override
    public boolean tellsPrivileges() {
      return false;
    }

    @Override
    public boolean runsEarlyItems(ServerVersion newest) {
      return false;
    }

    @Override
    public boolean usesHashModulo(long indexVersion) {
      return false;
    }

    @Override
    public boolean createsHashModulo(ServerVersion oldest) {
      return false;
    }
  };

  /** The first index version of Elasticsearch (as in the settings) that uses the hash modulo. */
  private static final long HASH_MODULO_SINCE = 9_064_000;

  private final String label;
  private final ServerVersion oldestToWrite;
  private final ServerVersion oldestToRead;

  /** The version of another server that it can be told to report; null for none. */
  private final ServerVersion borrowed;

  private final String shardOrder;
  private final String pointInTimeMember;

  Distribution(
      String label,
      String oldestToWrite,
      String oldestToRead,
      String borrowed,
      String shardOrder,
      String pointInTimeMember) {
    this.label = label;
    this.oldestToWrite = ServerVersion.of(oldestToWrite);
    this.oldestToRead = ServerVersion.of(oldestToRead);
    this.borrowed = borrowed == null ? null : ServerVersion.of(borrowed);
    this.shardOrder = shardOrder;
    this.pointInTimeMember = pointInTimeMember;
  }

  private static String path(String index) {
    return "/" + HttpRequest.part(index);
  }

  private static String query(String preference, Duration keepAlive) {
    return "keep_alive=" + keepAlive.toMillis() + "ms&preference=" + HttpRequest.part(preference);
  }

  /**
   * The distribution that introduces itself with these words.
   *
   * @param distribution its name, which a hosted OpenSearch can omit; Elasticsearch has none
   * @param tagline its motto
   */
  public static Distribution named(String distribution, String tagline) {
    return distribution.equals("opensearch") || tagline.contains(OPENSEARCH.label)
        ? OPENSEARCH
        : ELASTICSEARCH;
  }

  /** The oldest version that Sluice reads from. */
  public ServerVersion oldestToRead() {
    return oldestToRead;
  }

  /**
   * Why Sluice does not write to this server; empty if it does.
   *
   * @param oldest the oldest version of a node in the cluster
   */
  public Optional<String> whyNotWrite(ServerVersion oldest) {
    return whyNot("writing", oldest, oldestToWrite);
  }

  /** The same for reading. */
  public Optional<String> whyNotRead(ServerVersion oldest) {
    return whyNot("reading", oldest, oldestToRead);
  }

  private Optional<String> whyNot(String purpose, ServerVersion has, ServerVersion needs) {
    String runs = "The cluster runs " + label;
    if (has.equals(borrowed)) {
      return Optional.of(
          runs
              + ", but calls itself "
              + has
              + ": set compatibility.override_main_response_version to false");
    }
    return has.compareTo(needs) < 0
        ? Optional.of(runs + " " + has + ", but " + purpose + " needs " + needs + " or later")
        : Optional.empty();
  }

  /** The sort field with a fixed order of the documents in a point in time of one shard. */
  public String shardOrder() {
    return shardOrder;
  }

  /**
   * The request that opens a point in time. It fails if the shard is not available.
   *
   * @param index a concrete index
   * @param preference which of its shards, as in {@code _shards:3}
   * @param keepAlive the time after the last request until the server closes it
   */
  public abstract HttpRequest openPointInTime(String index, String preference, Duration keepAlive);

  /** The name of the id in the reply to that request. */
  public String pointInTimeMember() {
    return pointInTimeMember;
  }

  /** The request that closes a point in time. */
  public abstract HttpRequest closePointInTime(String id);

  /**
   * Whether a refused search means that its point in time no longer exists. In a search over a
   * point in time, nothing else can be missing.
   *
   * @param type the error type; that of the cause if all shards failed
   */
  public abstract boolean isPointInTimeLost(int status, String type);

  /** A request that fails with status 404 if the ingest pipeline is missing. */
  public abstract HttpRequest pipeline(String name);

  /** Whether the server has an API for the privileges of the credentials. */
  public abstract boolean tellsPrivileges();

  /**
   * Whether a server may apply the first items of a bulk request before it has read the last.
   *
   * @param newest the newest version of a node in the cluster
   */
  public abstract boolean runsEarlyItems(ServerVersion newest);

  /**
   * Whether the shard of a document is its hash modulo the number of shards.
   *
   * @param indexVersion the setting {@code index.version.created}; each distribution has its scale
   */
  public abstract boolean usesHashModulo(long indexVersion);

  /**
   * The same for a new index.
   *
   * @param oldest the oldest version of a node in the cluster
   */
  public abstract boolean createsHashModulo(ServerVersion oldest);

  /** The server's name. */
  @Override
  public String toString() {
    return label;
  }
}
