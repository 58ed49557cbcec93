package dev.sluice.hbase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.util.VersionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that ZooKeeper, which HBase clients need, answers and knows an active master. HBase's own
 * client retries for minutes and fills the log; this check reports a wrong host name, a wrong
 * parent node and a stopped HBase immediately.
 */
final class ZooKeeperCheck {

  private static final Logger log = LoggerFactory.getLogger(ZooKeeperCheck.class);

  /** HBase's key for another connection implementation, such as Bigtable's. */
  private static final String CONNECTION = "hbase.client.connection.impl";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LEAST_MILLIS = 1_000;

  private final Configuration conf;
  private final int millis;

  private ZooKeeperCheck(Configuration conf, int millis) {
    this.conf = conf;
    this.millis = millis;
  }

  /**
   * Tries each server until one answers. Blocks for at most one second for each server, or five
   * seconds in total if that is longer.
   *
   * @throws IOException if no server answers, or one that does knows no HBase
   */
  static void check(Configuration conf) throws IOException {
    int servers = servers(conf).size();
    check(conf, Math.max(LEAST_MILLIS, (int) PATIENCE.toMillis() / Math.max(1, servers)));
  }

  /**
   * The same with another timeout.
   *
   * @param millis the timeout for each server
   */
  static void check(Configuration conf, int millis) throws IOException {
    if (knowsOfHBase(conf)) {
      new ZooKeeperCheck(conf, millis).check();
    }
  }

  /**
   * Newer clients may use HBase's masters instead, and other implementations do not use ZooKeeper.
   */
  private static boolean knowsOfHBase(Configuration conf) {
    if (conf.get(CONNECTION) != null) {
      return false;
    }
    String registry = conf.get("hbase.client.registry.impl", "");
    return registry.isEmpty()
        ? VersionInfo.getVersion().matches("[12]\\..*")
        : registry.endsWith("ZKConnectionRegistry");
  }

  private void check() throws IOException {
    List<String> problems = new ArrayList<>();
    for (String server : servers(conf)) {
      try {
        greet(server);
        return;
      } catch (NoHBaseException e) {
        throw e;
      } catch (SocketTimeoutException e) {
        problems.add(server + ": no answer within " + millis + " ms");
      } catch (UnknownHostException e) {
        problems.add(server + ": unknown host");
      } catch (IOException | IllegalArgumentException e) {
        problems.add(server + ": " + e.getMessage());
      }
    }
    throw new IOException(
        "no ZooKeeper server answers ("
            + String.join("; ", problems)
            + "); "
            + new SiteFile(conf).advice(HConstants.ZOOKEEPER_QUORUM));
  }

  private static List<String> servers(Configuration conf) {
    return Arrays.stream(conf.get(HConstants.ZOOKEEPER_QUORUM, HConstants.LOCALHOST).split(","))
        .map(String::trim)
        .filter(server -> !server.isEmpty())
        .collect(Collectors.toList());
  }

  /** Opens and closes a session at any address of a server. */
  private void greet(String server) throws IOException {
    boolean hasPort = server.matches("[^:]*:[^:]*|\\[.*]:[^:]*");
    int colon = server.lastIndexOf(':');
    String host = hasPort ? server.substring(0, colon) : server;
    int port =
        hasPort
            ? Integer.parseInt(server.substring(colon + 1))
            : conf.getInt(
                HConstants.ZOOKEEPER_CLIENT_PORT, HConstants.DEFAULT_ZOOKEEPER_CLIENT_PORT);
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try {
        greet(new InetSocketAddress(address, port));
        return;
      } catch (NoHBaseException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new UnknownHostException(host) : failure;
  }

  /** A server that closes the connection is alive, too: it may require TLS, or limit clients. */
  private void greet(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      try {
        lookForMaster(ZooKeeperSession.open(socket), address);
      } catch (NoHBaseException | SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        log.debug("ZooKeeper at {} closed the connection", address, e);
      }
    }
  }

  private void lookForMaster(ZooKeeperSession session, InetSocketAddress address)
      throws IOException {
    String parent =
        conf.get(HConstants.ZOOKEEPER_ZNODE_PARENT, HConstants.DEFAULT_ZOOKEEPER_ZNODE_PARENT);
    String server = "ZooKeeper at " + address.getHostString() + ":" + address.getPort();
    if (session.lacks(parent)) {
      throw new NoHBaseException(
          server
              + " has no node "
              + parent
              + ", so no HBase uses it; "
              + new SiteFile(conf).advice(HConstants.ZOOKEEPER_ZNODE_PARENT));
    }
    if (session.lacks(parent + "/" + conf.get("zookeeper.znode.master", "master"))) {
      throw new NoHBaseException(
          "HBase is not running: "
              + server
              + " has no active master in "
              + parent
              + "; "
              + new SiteFile(conf).advice(HConstants.ZOOKEEPER_QUORUM));
    }
    session.end();
  }

  /** ZooKeeper answers, but has no HBase. */
  private static final class NoHBaseException extends IOException {

    private static final long serialVersionUID = 1L;

    NoHBaseException(String message) {
      super(message);
    }
  }
}
