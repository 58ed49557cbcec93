package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.AsyncMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks a service for the rank of each page. */
public class RankMapper extends AsyncMapper {

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  protected CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable page) {
    return rank(page.id()).thenApply(rank -> Optional.of(ranked(page, rank)));
  }

  /** Calls the service; a test overrides this method. */
  protected CompletionStage<String> rank(String id) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://ranks:8080/" + id)).build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }

  private static BulkActionWritable ranked(DocumentWritable page, String rank) {
    byte[] json = ("{\"rank\":" + rank + "}").getBytes(UTF_8);
    return BulkActionWritable.copyOf(page).source(json, 0, json.length).build();
  }
}
