package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

  /** Where the threads get it from. Thread-safe. */
  interface Source {
    /** The next content; empty at the end, and from then on. */
    Optional<? extends Content> next() throws IOException;
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
    AtomicInteger next = new AtomicInteger();
    Source source =
        () -> {
          int number = next.getAndIncrement();
          return number < bodies.size() ? Optional.of(bodies.get(number)) : Optional.empty();
        };
    postFrom(conf, Collections.nCopies(Assignment.of(conf).tasks(), source), watch);
  }

  /** Posts what each task has, to the servers in turn. */
  static void postFrom(Configuration conf, List<Source> tasks, Stopwatch watch)
      throws IOException, InterruptedException {
    int threads = tasks.size() * IN_FLIGHT;
    AtomicInteger posted = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      watch.begin();
      List<Future<?>> posters = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Source source = tasks.get(thread % tasks.size());
        posters.add(pool.submit(() -> postAll(conf, source, posted)));
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

  private static Void postAll(Configuration conf, Source source, AtomicInteger posted)
      throws IOException {
    Assignment to = Assignment.of(conf);
    String contentType = format(conf).contentType();
    for (Optional<? extends Content> body = source.next(); body.isPresent(); body = source.next()) {
      String url = to.urls().get(posted.getAndIncrement() % to.urls().size());
      post(url + "/" + to.index(), contentType, body.get());
    }
    return null;
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
