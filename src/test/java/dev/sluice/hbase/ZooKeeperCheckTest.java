package dev.sluice.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperCheckTest {

  private static final int PATIENCE_MILLIS = 200;
  private static final int PASSWORD_BYTES = 16;
  private static final int CLOSE_BYTES = 8;
  private static final int NO_NODE = -101;

  private final ServerSocket server = listening();
  private final Configuration conf = new Configuration(false);

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static String unused() throws IOException {
    try (ServerSocket closed = listening()) {
      return "127.0.0.1:" + closed.getLocalPort();
    }
  }

  private String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void check(String quorum) throws IOException {
    conf.set("hbase.zookeeper.quorum", quorum);
    ZooKeeperCheck.check(conf, PATIENCE_MILLIS);
  }

  private interface Talk {
    void with(Socket client) throws IOException;
  }

  private void serving(Talk talk) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                talk.with(client);
              } catch (IOException e) {
                // The test has ended.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void one_line_names_every_server_that_does_not_answer() throws IOException {
    String nobody = unused();

    assertThatThrownBy(() -> check(nobody + ", no-such-host.invalid:2181," + address()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no ZooKeeper server answers (" + nobody + ": ")
        .hasMessageContaining("; no-such-host.invalid:2181: unknown host; ")
        .hasMessageEndingWith(
            address()
                + ": no answer within 200 ms); no hbase-site.xml is on the class path: set"
                + " HBASE_CONF_DIR to its directory (with hadoop jar: add it to"
                + " HADOOP_CLASSPATH), or set hbase.zookeeper.quorum");
  }

  /** A ZooKeeper with some nodes, for one client. */
  private void servingNodes(String... nodes) {
    serving(
        client -> {
          DataInputStream in = new DataInputStream(client.getInputStream());
          DataOutputStream out = new DataOutputStream(client.getOutputStream());
          in.readFully(new byte[in.readInt()]);
          out.writeInt(PASSWORD_BYTES);
          out.write(new byte[PASSWORD_BYTES]);
          for (int length = in.readInt(); length > CLOSE_BYTES; length = in.readInt()) {
            int number = in.readInt();
            in.readInt();
            byte[] path = new byte[in.readInt()];
            in.readFully(path);
            in.readBoolean();
            out.writeInt(Integer.BYTES + Long.BYTES + Integer.BYTES);
            out.writeInt(number);
            out.writeLong(0);
            out.writeInt(List.of(nodes).contains(new String(path, UTF_8)) ? 0 : NO_NODE);
          }
        });
  }

  @Test
  void one_server_that_knows_an_active_master_will_do() {
    servingNodes("/hbase", "/hbase/master");

    assertThatCode(() -> check(unused() + "," + address())).doesNotThrowAnyException();
  }

  @Test
  void an_HBase_without_an_active_master_is_named_with_its_ZooKeeper() {
    servingNodes("/hbase");

    assertThatThrownBy(() -> check(unused() + "," + address()))
        .hasMessageStartingWith(
            "HBase is not running: ZooKeeper at " + address() + " has no active master in /hbase; ")
        .hasMessageEndingWith("or set hbase.zookeeper.quorum");
  }

  @Test
  void a_parent_node_that_does_not_exist_is_named_with_its_key_and_the_file_to_correct(
      @TempDir Path dir) throws IOException {
    Path site = Files.writeString(dir.resolve("hbase-site.xml"), "<configuration/>");
    conf.setClassLoader(new URLClassLoader(new URL[] {dir.toUri().toURL()}));
    conf.set("zookeeper.znode.parent", "/hbase-secure");
    servingNodes("/hbase", "/hbase/master");

    assertThatThrownBy(() -> check(address()))
        .hasMessage(
            "ZooKeeper at "
                + address()
                + " has no node /hbase-secure, so no HBase uses it; check zookeeper.znode.parent"
                + " (hbase-site.xml: "
                + site
                + ")");
  }

  @Test
  void a_server_that_hangs_up_is_left_to_HBase_to_judge() {
    serving(client -> {});

    assertThatCode(() -> check(address())).doesNotThrowAnyException();
  }

  @Test
  void the_port_may_stand_in_a_key_of_its_own() throws IOException {
    int port = Integer.parseInt(unused().replaceFirst(".*:", ""));
    conf.setInt("hbase.zookeeper.property.clientPort", port);

    assertThatThrownBy(() -> check("127.0.0.1")).hasMessageContaining("127.0.0.1: ");
    assertThatThrownBy(() -> check("[::1]")).hasMessageContaining("[::1]: ");
    assertThatThrownBy(() -> check("127.0.0.1:many")).hasMessageContaining("127.0.0.1:many: ");
  }

  @Test
  void who_asks_the_masters_asks_no_ZooKeeper() {
    conf.set("hbase.client.registry.impl", "org.apache.hadoop.hbase.client.RpcConnectionRegistry");

    assertThatCode(() -> check(unused())).doesNotThrowAnyException();
  }
}
