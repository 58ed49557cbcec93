package dev.sluice.fault;

import dev.sluice.fault.AppliedActions.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One bulk request at a {@link ScriptedElasticsearch}, to be applied and answered in whatever way.
 */
final class BulkExchange {

  private final HttpMessage request;
  private final Socket socket;
  private final AppliedActions applied;
  private List<Item> items;
  private List<Item> succeeded = List.of();

  BulkExchange(HttpMessage request, Socket socket, AppliedActions applied) {
    this.request = request;
    this.socket = socket;
    this.applied = applied;
  }

  int contentLength() {
    return request.contentLength();
  }

  /** The actions; reads the body. */
  List<Item> items() throws IOException {
    if (items == null) {
      items = AppliedActions.parse(request.text());
    }
    return items;
  }

  /** Reads the body and forgets it; how many actions it had. */
  int forget() throws IOException {
    return request.forget() / 2;
  }

  void skipHalf() throws IOException {
    request.skip(request.contentLength() / 2);
  }

  /** Applies every action; the body of the honest answer. */
  String applyAll() throws IOException {
    return applyBut(item -> false, 0, "");
  }

  /** Applies the actions that are not refused; the body of the honest answer. */
  String applyBut(Predicate<Item> refused, int status, String type) throws IOException {
    List<String> answers = new ArrayList<>();
    List<Item> done = new ArrayList<>();
    for (Item item : items()) {
      if (refused.test(item)) {
        answers.add(answer(item, status, type));
      } else {
        int result = applied.apply(item);
        answers.add(answer(item, result, type(item, result)));
        if (result < 300) {
          done.add(item);
        }
      }
    }
    succeeded = done;
    return "{\"took\":1,\"errors\":true,\"items\":[" + String.join(",", answers) + "]}";
  }

  private static String type(Item item, int status) {
    if (status == 409) {
      return "version_conflict_engine_exception";
    }
    return status == 404 && item.operation().equals("update") ? "document_missing_exception" : "";
  }

  private static String answer(Item item, int status, String type) {
    String error =
        type.isEmpty() ? "" : ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"scripted\"}";
    return "{\"" + item.operation() + "\":{\"status\":" + status + error + "}}";
  }

  /** Answers with 200, and notes that the client knows of what succeeded. */
  void answer(String body) throws IOException {
    succeeded.forEach(applied::acknowledge);
    reply(200, body);
  }

  /** Announces the whole answer, sends half of it, and closes. */
  void answerHalf(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(head(200, bytes.length));
    out.write(bytes, 0, bytes.length / 2);
    out.flush();
    socket.close();
  }

  /** Answers; the headers are alternately names and values. */
  void reply(int status, String body, String... headers) throws IOException {
    request.body();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(head(status, bytes.length, headers));
    out.write(bytes);
    out.flush();
  }

  static byte[] head(int status, int length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" X\r\n");
    head.append("content-type: application/json\r\nX-elastic-product: Elasticsearch\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    head.append("content-length: ").append(length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Closes so that the other side sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Waits, but no longer than the client does. */
  void sleep(Duration time) throws IOException {
    request.body();
    socket.setSoTimeout((int) time.toMillis());
    try {
      awaitHangUp();
    } catch (java.net.SocketTimeoutException e) {
      socket.setSoTimeout(0);
    }
  }

  /** Waits until the client gives up. */
  void awaitHangUp() throws IOException {
    request.body();
    if (socket.getInputStream().read() < 0) {
      throw new java.io.EOFException("the client gave up");
    }
    throw new IOException("a second request before the answer to the first");
  }
}
