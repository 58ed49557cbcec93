package dev.sluice.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.AsyncMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks a service for the rank of each page, many at a time, and writes it into the document. */
final class RankMapper extends AsyncMapper {

  static final String SERVICE = "demo.service";
  static final String MILLIS = "millis";

  private final HttpClient http = HttpClient.newHttpClient();
  private final long start = System.nanoTime();
  private String service;

  RankMapper() {}

  @Override
  protected void setup(Context context) {
    service = context.getConfiguration().get(SERVICE);
  }

  @Override
  protected CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable page) {
    URI rank = URI.create(service + "/" + URLEncoder.encode(page.id(), UTF_8));
    return http.sendAsync(HttpRequest.newBuilder(rank).build(), BodyHandlers.ofString())
        .thenApply(reply -> Optional.of(ranked(page, reply)));
  }

  private static BulkActionWritable ranked(DocumentWritable page, HttpResponse<String> reply) {
    if (reply.statusCode() != 200) {
      throw new IllegalStateException(reply.uri() + " answered " + reply.statusCode());
    }
    String json = new String(page.source(), UTF_8);
    byte[] ranked = ("{\"rank\":" + reply.body() + "," + json.substring(1)).getBytes(UTF_8);
    return BulkActionWritable.copyOf(page).foreignSource(ranked, 0, ranked.length).build();
  }

  @Override
  protected void cleanup(Context context) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    context.getCounter("Demo", MILLIS).increment(millis);
  }
}
