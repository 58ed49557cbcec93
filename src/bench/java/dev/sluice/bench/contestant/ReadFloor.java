package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * What the server gives to a client that costs next to nothing: a point in time for each shard,
 * walked page by page; of a page only the hits are counted and the last place is found.
 */
final class ReadFloor implements Contestant {

  private static final int PAGE = 2_000;
  private static final Pattern SHARDS = Pattern.compile("\"number_of_shards\":\"(\\d+)\"");
  private static final Pattern POINT_IN_TIME = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final byte[] HIT = "\"_id\":\"".getBytes(UTF_8);
  private static final byte[] PLACE = "\"sort\":[".getBytes(UTF_8);

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    Assignment assignment = Assignment.of(conf);
    String url = assignment.urls().get(0);
    byte[] settings = ask("GET", url + "/" + assignment.index() + "/_settings", "");
    int shards = Integer.parseInt(first(SHARDS, settings));
    ExecutorService pool = Executors.newFixedThreadPool(assignment.tasks());
    try {
      watch.begin();
      List<Future<Long>> walks = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        String preference = "preference=_shards:" + shard;
        walks.add(pool.submit(() -> walk(url, assignment.index(), preference)));
      }
      long read = 0;
      for (Future<Long> walk : walks) {
        read += walk.get();
      }
      watch.end();
      if (read != assignment.documents()) {
        throw new IOException("read " + read + " documents of " + assignment.documents());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static long walk(String url, String index, String preference) throws IOException {
    byte[] opened = ask("POST", url + "/" + index + "/_pit?keep_alive=5m&" + preference, "");
    String id = first(POINT_IN_TIME, opened);
    String start =
        "{\"size\":"
            + PAGE
            + ",\"sort\":[\"_shard_doc\"],\"track_total_hits\":false,\"pit\":{\"id\":\""
            + id
            + "\"}";
    String search = url + "/_search?filter_path=hits.hits._id,hits.hits._source,hits.hits.sort";
    long read = 0;
    byte[] page = ask("POST", search, start + "}");
    for (int hits = count(page); hits > 0; hits = count(page)) {
      read += hits;
      page = ask("POST", search, start + ",\"search_after\":[" + place(page) + "]}");
    }
    ask("DELETE", url + "/_pit", "{\"id\":\"" + id + "\"}");
    return read;
  }

  private static int count(byte[] page) {
    int hits = 0;
    for (int at = 0; at < page.length - HIT.length; at++) {
      if (matches(page, at, HIT)) {
        hits++;
      }
    }
    return hits;
  }

  /** The place of the last hit. */
  private static String place(byte[] page) {
    int at = page.length - PLACE.length;
    while (!matches(page, at, PLACE)) {
      at--;
    }
    String rest = new String(page, at + PLACE.length, page.length - at - PLACE.length, UTF_8);
    return rest.substring(0, rest.indexOf(']'));
  }

  private static boolean matches(byte[] page, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (page[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static String first(Pattern pattern, byte[] json) throws IOException {
    String text = new String(json, UTF_8);
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }

  private static byte[] ask(String method, String url, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(UTF_8));
      }
    }
    if (connection.getResponseCode() != 200) {
      throw new IOException(method + " " + url + " answered " + connection.getResponseCode());
    }
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
