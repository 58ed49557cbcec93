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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;

/**
 * What the servers take from a client that costs nothing: request bodies joined before the watch
 * starts, posted by as many threads as Sluice has requests outstanding, and nothing retried.
 */
final class Floor implements Contestant {

  private static final int DEFAULT_BULK_BYTES = 5 << 20;
  private static final int IN_FLIGHT = 4;

  /** What is posted. */
  interface Content {
    int length();

    void writeTo(OutputStream out) throws IOException;
  }

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    Assignment assignment = Assignment.of(conf);
    post(conf, Bodies.join(assignment, format(conf), bulkBytes(conf)), watch);
  }

  private static BulkFormat format(Configuration conf) {
    return conf.getEnum(Assignment.FLOOR_FORMAT, BulkFormat.JSON);
  }

  /** How large bodies are. */
  static int bulkBytes(Configuration conf) {
    return conf.getInt(Assignment.FLOOR_BYTES, DEFAULT_BULK_BYTES);
  }

  /** Posts bodies, to the servers in turn. */
  static void post(Configuration conf, List<? extends Content> bodies, Stopwatch watch)
      throws IOException, InterruptedException {
    Assignment to = Assignment.of(conf);
    String contentType = format(conf).contentType();
    int threads = to.tasks() * IN_FLIGHT;
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      watch.begin();
      List<Future<?>> posters = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        posters.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < bodies.size();
                      i = next.getAndIncrement()) {
                    String url = to.urls().get(i % to.urls().size()) + "/" + to.index();
                    post(url, contentType, bodies.get(i));
                  }
                  return null;
                }));
      }
      for (Future<?> poster : posters) {
        poster.get();
      }
      watch.end();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static void post(String url, String contentType, Content body) throws IOException {
    URI uri = URI.create(url + "/_bulk?filter_path=errors");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", contentType);
    connection.setRequestProperty("Accept", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length());
    try (OutputStream out = connection.getOutputStream()) {
      body.writeTo(out);
    }
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException(uri + " answered " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      String reply = new String(in.readAllBytes(), UTF_8);
      if (!reply.contains("\"errors\":false")) {
        throw new IOException(uri + " answered " + reply);
      }
    }
  }
}
