package dev.sluice.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Asks a server what our code should have done to it, without using our code. Thread-safe. */
public final class Rest {

  private static final Pattern ID = Pattern.compile("\"_id\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
  private static final Pattern SCROLL = Pattern.compile("\"_scroll_id\":\"([^\"]*)\"");

  private final String url;
  private final HttpClient client;
  private final String authorization;

  private Rest(String url, HttpClient client, String authorization) {
    this.url = url;
    this.client = client;
    this.authorization = authorization;
  }

  /** Asks without credentials. */
  public static Rest at(String url) {
    return new Rest(url, client().build(), null);
  }

  /** Asks with trust and credentials. */
  public static Rest at(String url, SSLContext trust, String authorization) {
    return new Rest(url, client().sslContext(trust).build(), authorization);
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  /** Sends GET and returns the body; anything but success is an error with what came back. */
  public String get(String path) {
    return success("GET", path, null);
  }

  /** Sends POST. */
  public String post(String path, String json) {
    return success("POST", path, json);
  }

  /** Sends PUT. */
  public String put(String path, String json) {
    return success("PUT", path, json);
  }

  /** Sends DELETE. */
  public String delete(String path) {
    return success("DELETE", path, null);
  }

  /** The status of a request. */
  public int status(String method, String path) {
    return send(method, path, null).statusCode();
  }

  private String success(String method, String path, String json) {
    HttpResponse<String> answer = send(method, path, json);
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(1));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (json != null) {
      request.header(
          "Content-Type", json.endsWith("\n") ? "application/x-ndjson" : "application/json");
    }
    request.method(
        method,
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes what was written to an index visible, and counts it. */
  public long count(String index) {
    post("/" + index + "/_refresh", "");
    return Long.parseLong(first(COUNT, get("/" + index + "/_count")).orElseThrow());
  }

  /** The ids of all documents of an index, however many, sorted. */
  public Set<String> ids(String index) {
    post("/" + index + "/_refresh", "");
    Set<String> ids = new TreeSet<>();
    String page =
        post(
            "/" + index + "/_search?scroll=1m&filter_path=_scroll_id,hits.hits._id",
            "{\"size\":5000,\"_source\":false,\"sort\":[\"_doc\"]}");
    while (true) {
      int before = ids.size();
      Matcher id = ID.matcher(page);
      while (id.find()) {
        ids.add(id.group(1));
      }
      String scroll = "{\"scroll_id\":\"" + first(SCROLL, page).orElseThrow() + "\"";
      if (ids.size() == before) {
        send("DELETE", "/_search/scroll", scroll + "}");
        return ids;
      }
      page =
          post(
              "/_search/scroll?filter_path=_scroll_id,hits.hits._id",
              scroll + ",\"scroll\":\"1m\"}");
    }
  }

  /** The source of a document, byte for byte; absent where there is none. */
  public Optional<String> source(String index, String id) {
    HttpResponse<String> answer = send("GET", "/" + index + "/_source/" + id, null);
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
