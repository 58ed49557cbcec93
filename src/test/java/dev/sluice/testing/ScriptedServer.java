package dev.sluice.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server that does to each request what the test says, down to the byte and the reset. */
public final class ScriptedServer implements Closeable {

  /** A request as it came. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
  public record Request(String line, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What is done with one request. */
  public interface Script {
    void run(Line line) throws IOException, InterruptedException;
  }

  /** One connection, before its next request is read. */
  public final class Line {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean open = true;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    public Line take() throws IOException {
      Request head = takeHead();
      int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
      requests.add(new Request(head.line, head.headers, in.readNBytes(length)));
      return this;
    }

    public Request takeHead() throws IOException {
      List<String> lines = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        lines.add(line);
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String header : lines.subList(1, lines.size())) {
        int colon = header.indexOf(':');
        headers.put(header.substring(0, colon), header.substring(colon + 1).trim());
      }
      return new Request(lines.get(0), headers, new byte[0]);
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("closed by the client");
        }
        line.write(b);
      }
      return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    public void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    public void close() throws IOException {
      open = false;
      socket.close();
      closed.countDown();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      close();
    }

    /** Takes what comes, and says how much it was. */
    public long takeUntilClosed() throws IOException {
      byte[] buffer = new byte[16 * 1024];
      long taken = 0;
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          taken += count;
        }
      } catch (SocketException e) {
        // Closed the hard way.
      }
      return taken;
    }

    public void awaitEnd() throws InterruptedException {
      end.await();
    }

    /** Waits for the end of the server, but not for long; whether it came. */
    public boolean awaitEnd(Duration most) throws InterruptedException {
      return end.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private final ServerSocket socket;
  private final boolean tls;
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Socket> lines = new CopyOnWriteArrayList<>();
  public final CountDownLatch closed = new CountDownLatch(1);
  public final List<Request> requests = new CopyOnWriteArrayList<>();
  public final AtomicInteger connections = new AtomicInteger();

  private ScriptedServer(ServerSocket socket, boolean tls) {
    this.socket = socket;
    this.tls = tls;
    Thread acceptor = new Thread(this::accept, "scripted-accept");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  public static ScriptedServer start() throws IOException {
    return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false);
  }

  public static ScriptedServer startTls(SSLContext context) throws IOException {
    return new ScriptedServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        true);
  }

  /** Asks the client for a certificate, and takes those that the context trusts. */
  public static ScriptedServer startMutualTls(SSLContext context) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    return new ScriptedServer(socket, true);
  }

  public String url() {
    return (tls ? "https://localhost:" : "http://127.0.0.1:") + socket.getLocalPort();
  }

  /** What to do with the next request; the last script is for all that follow, too. */
  public ScriptedServer then(Script script) {
    scripts.add(script);
    return this;
  }

  public static Script answers(int status, String body, String... headers) {
    return line -> line.take().write(reply(status, body, body.length(), headers));
  }

  public static Script answersAndCloses(int status, String body) {
    return line -> {
      line.take().write(reply(status, body, body.length()));
      line.close();
    };
  }

  /** Compresses the body though nobody asked for it, whole or in chunks. */
  public static Script answersCompressed(String body, boolean inChunks) {
    return line -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body.getBytes(StandardCharsets.UTF_8));
      }
      String size = Integer.toHexString(packed.size());
      line.take()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                  + (inChunks
                      ? "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n"
                      : "Content-Length: " + packed.size() + "\r\n\r\n"));
      line.write(packed.toByteArray());
      line.write(inChunks ? "\r\n0\r\n\r\n" : "");
    };
  }

  /** Answers with headers of one's own choice. */
  public static Script answersBare(int status, String body, String... headers) {
    return line ->
        line.take()
            .write(
                "HTTP/1.1 "
                    + status
                    + " Text\r\n"
                    + String.join("\r\n", headers)
                    + "\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);
  }

  /** Promises more than it sends. */
  public static Script breaksOffAfter(String body) {
    return line -> {
      line.take().write(reply(200, body, body.length() + 100));
      line.close();
    };
  }

  public static Script resets() {
    return line -> line.take().reset();
  }

  public static Script resetsAfterHead() {
    return line -> {
      line.takeHead();
      line.reset();
    };
  }

  public static Script staysSilent() {
    return line -> line.take().awaitEnd();
  }

  public static String reply(int status, String body, int length, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Text\r\n");
    text.append("Content-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Content-Length: " + length + "\r\n\r\n").append(body).toString();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket line = socket.accept();
        connections.incrementAndGet();
        lines.add(line);
        Thread server = new Thread(() -> serve(line), "scripted-line");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket closing = socket) {
      Line line = new Line(closing);
      while (line.open) {
        line.in.mark(1);
        if (line.in.read() < 0) {
          return;
        }
        line.in.reset();
        Script script = scripts.size() > 1 ? scripts.poll() : scripts.peek();
        script.run(line);
      }
    } catch (IOException e) {
      // The client is gone, or was sent away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
    for (Socket line : lines) {
      line.close();
    }
  }
}
