package dev.sluice.eshadoop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys for the nodes of the cluster and for timeouts. */
final class EsNodeKeys {

  private static final String OUR_NODES = "sluice.nodes";
  private static final String OUR_DISCOVERY = "sluice.nodes.discovery";
  private static final String OUR_ROLE = "sluice.nodes.role";
  private static final String OUR_TIMEOUT = "sluice.http.timeout";
  private static final String OUR_CONNECT_TIMEOUT = "sluice.http.connect-timeout";

  static final EsKey NODES =
      EsKey.kept("es.nodes", "localhost", "Comma-separated hosts, host:port pairs or URLs.")
          .to(OUR_NODES);
  static final EsKey PORT =
      EsKey.kept("es.port", "9200", "The port of nodes given without one.").to(OUR_NODES);
  static final EsKey PREFIX =
      EsKey.kept("es.nodes.path.prefix", "", "A path prefix for all requests, as behind a gateway.")
          .to(OUR_NODES);
  static final EsKey WAN_ONLY =
      EsKey.kept("es.nodes.wan.only", "false", "Connect only to the nodes given.")
          .to(OUR_DISCOVERY);
  static final EsKey DISCOVERY =
      EsKey.kept(
              "es.nodes.discovery",
              "",
              "Discover the other nodes of the cluster; on by default unless"
                  + " es.nodes.wan.only is set.")
          .to(OUR_DISCOVERY);
  static final EsKey DATA_ONLY =
      EsKey.kept(
              "es.nodes.data.only",
              "true",
              "Send requests only to data nodes, and each document directly to the"
                  + " node of its shard.")
          .to(OUR_ROLE);
  static final EsKey CLIENT_ONLY =
      EsKey.kept("es.nodes.client.only", "false", "Send requests only to coordinating-only nodes.")
          .to(OUR_ROLE);
  static final EsKey INGEST_ONLY =
      EsKey.kept("es.nodes.ingest.only", "false", "Send requests only to ingest nodes.")
          .to(OUR_ROLE);
  static final EsKey RESOLVE =
      EsKey.ours(
          "es.nodes.resolve.hostname",
          "",
          "host names are resolved when connecting, because certificates are"
              + " checked against host names.");
  static final EsKey TIMEOUT =
      EsKey.kept(
              "es.http.timeout",
              "1m",
              "Timeout of a whole request, and of connecting (at most 5m).")
          .to(OUR_TIMEOUT, OUR_CONNECT_TIMEOUT);
  static final EsKey RETRIES =
      EsKey.ours(
          "es.http.retries",
          "3",
          "retries depend on the error and are limited by time (sluice.bulk.retry.timeout,"
              + " sluice.read.retry.timeout), not by count.");
  static final EsKey HEARTBEAT =
      EsKey.ours(
          "es.action.heart.beat.lead",
          "15s",
          "a task sends heartbeats to Hadoop as long as Elasticsearch answers, whatever"
              + " mapreduce.task.timeout is.");
  static final EsKey POOLING =
      EsKey.ignored(
          "es.net.transport.pooling.*", "", "connections are always pooled within a task.");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              NODES,
              PORT,
              PREFIX,
              WAN_ONLY,
              DISCOVERY,
              DATA_ONLY,
              CLIENT_ONLY,
              INGEST_ONLY,
              RESOLVE,
              TIMEOUT,
              RETRIES,
              HEARTBEAT,
              POOLING));

  private static final Pattern NODE =
      Pattern.compile("(?:([A-Za-z]+)://)?([^/]*?)(?::(\\d+))?(/.*)?");

  /** The minimum of our settings. */
  private static final long LEAST_MILLIS = 10;

  private static final long MOST_MILLIS = TimeUnit.HOURS.toMillis(1);

  private static final long MOST_CONNECT_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private EsNodeKeys() {}

  static void translate(EsDraft draft) {
    if (isGiven(draft, NODES, PORT, PREFIX) || EsTrustKeys.isEncrypted(draft)) {
      draft.set(NODES, OUR_NODES, nodes(draft));
    }
    discovery(draft);
    role(draft);
    if (isGiven(draft, TIMEOUT)) {
      EsTime.set(draft, TIMEOUT, OUR_TIMEOUT, LEAST_MILLIS, MOST_MILLIS);
      EsTime.set(draft, TIMEOUT, OUR_CONNECT_TIMEOUT, LEAST_MILLIS, MOST_CONNECT_MILLIS);
    }
  }

  private static boolean isGiven(EsDraft draft, EsKey... keys) {
    return Arrays.stream(keys).anyMatch(key -> draft.find(key).isPresent());
  }

  private static String nodes(EsDraft draft) {
    String prefix = draft.text(PREFIX).replaceAll("^/+|/+$", "");
    return Arrays.stream(draft.text(NODES).split(","))
        .map(String::trim)
        .filter(node -> !node.isEmpty())
        .map(node -> url(node, prefix, draft))
        .collect(Collectors.joining(","));
  }

  private static String url(String node, String prefix, EsDraft draft) {
    Matcher form = NODE.matcher(node);
    if (!form.matches()) {
      return node; // not a URL; reported later
    }
    String scheme = form.group(1) == null ? "http" : form.group(1);
    String port = form.group(3) == null ? draft.text(PORT) : form.group(3);
    String path = form.group(4) == null ? "" : form.group(4).replaceAll("/+$", "");
    return (EsTrustKeys.isEncrypted(draft) ? "https" : scheme)
        + "://"
        + form.group(2)
        + ":"
        + port
        + (prefix.isEmpty() ? path : "/" + prefix);
  }

  /** Whether connections use TLS. */
  static boolean isEncrypted(EsDraft draft) {
    return nodes(draft).startsWith("https:");
  }

  private static void discovery(EsDraft draft) {
    boolean wan = draft.flag(WAN_ONLY);
    if (wan && isGiven(draft, DISCOVERY) && draft.flag(DISCOVERY)) {
      draft.refuse(WAN_ONLY + " and " + DISCOVERY + " conflict: keep one and remove the other");
    } else if (wan) {
      draft.set(WAN_ONLY, OUR_DISCOVERY, "false");
    } else if (isGiven(draft, DISCOVERY)) {
      draft.set(DISCOVERY, OUR_DISCOVERY, Boolean.toString(draft.flag(DISCOVERY)));
    }
  }

  private static void role(EsDraft draft) {
    List<EsKey> wanted = new ArrayList<>();
    for (EsKey key : Arrays.asList(DATA_ONLY, CLIENT_ONLY, INGEST_ONLY)) {
      if (isGiven(draft, key) && draft.flag(key)) {
        wanted.add(key);
      }
    }
    if (draft.flag(WAN_ONLY) && !wanted.isEmpty()) {
      wanted.add(0, WAN_ONLY);
    }
    if (wanted.size() > 1) {
      draft.refuse(
          wanted.stream().map(EsKey::name).collect(Collectors.joining(" and "))
              + " are mutually exclusive: keep one and remove the rest");
    } else if (wanted.contains(CLIENT_ONLY)) {
      draft.set(CLIENT_ONLY, OUR_ROLE, "coordinating");
    } else if (wanted.contains(INGEST_ONLY)) {
      draft.set(INGEST_ONLY, OUR_ROLE, "ingest");
    } else if (!draft.flag(DATA_ONLY)) {
      draft.set(DATA_ONLY, OUR_ROLE, "any");
    }
  }
}
