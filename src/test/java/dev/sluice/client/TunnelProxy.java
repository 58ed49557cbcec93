package dev.sluice.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that opens tunnels to those who say the right word, and keeps what it was asked. */
final class TunnelProxy implements Closeable {

  private static final String REFUSAL =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Who",
          "Proxy-Authenticate: Basic realm=\"r\"",
          "Content-Length: 0",
          "\r\n");

  private final ServerSocket socket;
  private final String authorization;
  final List<String> heads = new CopyOnWriteArrayList<>();

  private TunnelProxy(ServerSocket socket, String authorization) {
    this.socket = socket;
    this.authorization = authorization;
    start(this::accept);
  }

  /** Asks for a header {@code Proxy-Authorization} of this value. */
  static TunnelProxy asking(String authorization) throws IOException {
    return new TunnelProxy(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), authorization);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side is gone.
              }
            },
            "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      start(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = client.getOutputStream();
    String head = head(in);
    while (!head.contains("Proxy-Authorization: " + authorization + "\r\n")) {
      heads.add(head);
      out.write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
      head = head(in);
    }
    heads.add(head);
    String[] target = head.split(" ")[1].split(":");
    try (Socket server = new Socket(target[0], Integer.parseInt(target[1]))) {
      out.write("HTTP/1.1 200 Good\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      start(() -> server.getInputStream().transferTo(out));
      in.transferTo(server.getOutputStream());
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("gone");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
