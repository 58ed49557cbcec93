package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZooKeeperCheckTest {

  private static final int PATIENCE_MILLIS = 200;

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
                + ": no answer within 200 ms): set hbase.zookeeper.quorum, or add the directory"
                + " of hbase-site.xml to the class path");
  }

  @Test
  void one_server_that_answers_will_do() {
    serving(
        client -> {
          DataInputStream in = new DataInputStream(client.getInputStream());
          in.readFully(new byte[in.readInt()]);
          new DataOutputStream(client.getOutputStream()).writeInt(37);
          in.readInt();
        });

    assertThatCode(() -> check(unused() + "," + address())).doesNotThrowAnyException();
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
