package dev.sluice.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * A session with one ZooKeeper server, in ZooKeeper's protocol. ZooKeeper's own client retries for
 * long, and HBase relocates it. Not thread-safe; the caller closes the socket.
 */
final class ZooKeeperSession {

  private static final int SESSION_MILLIS = 4_000;
  private static final int PASSWORD_BYTES = 16;

  private static final int EXISTS = 3;
  private static final int CLOSE = -11;
  private static final int NO_NODE = -101;

  private final DataInputStream in;
  private final DataOutputStream out;
  private int requests;

  private ZooKeeperSession(Socket socket) throws IOException {
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  /**
   * Opens a session.
   *
   * @throws IOException if the server does not reply, or closes the connection
   */
  static ZooKeeperSession open(Socket socket) throws IOException {
    ZooKeeperSession session = new ZooKeeperSession(socket);
    session.send(
        hello -> {
          hello.writeInt(0);
          hello.writeLong(0);
          hello.writeInt(SESSION_MILLIS);
          hello.writeLong(0);
          hello.writeInt(PASSWORD_BYTES);
          hello.write(new byte[PASSWORD_BYTES]);
          // A server that is cut off from the others may answer.
          hello.writeBoolean(true);
        });
    session.reply();
    return session;
  }

  /** Whether the server lacks a node; false as well if it does not say so to this user. */
  boolean lacks(String path) throws IOException {
    byte[] name = path.getBytes(UTF_8);
    send(
        request -> {
          request.writeInt(++requests);
          request.writeInt(EXISTS);
          request.writeInt(name.length);
          request.write(name);
          request.writeBoolean(false);
        });
    DataInputStream reply = new DataInputStream(new ByteArrayInputStream(reply()));
    reply.readInt();
    reply.readLong();
    return reply.readInt() == NO_NODE;
  }

  /** Ends the session without waiting for the reply. */
  void end() throws IOException {
    send(
        request -> {
          request.writeInt(0);
          request.writeInt(CLOSE);
        });
  }

  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private void send(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(new DataOutputStream(bytes));
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.flush();
  }

  private byte[] reply() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > 1 << 20) {
      throw new IOException("not a reply of ZooKeeper");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
