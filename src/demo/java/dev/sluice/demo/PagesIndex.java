package dev.sluice.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An index of pages, as somebody sees it who knows nothing of Sluice. */
final class PagesIndex {

  static final String NAME = "pages";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String elasticsearch;
  private final String name;

  /**
   * An index.
   *
   * @param elasticsearch the address of the server
   * @param name its name
   */
  PagesIndex(String elasticsearch, String name) {
    this.elasticsearch = elasticsearch;
    this.name = name;
  }

  /** The documents that a search finds now. */
  long count() throws IOException {
    return Long.parseLong(texts(ask("_count?filter_path=count", "{}"), "count").get(0));
  }

  /** The titles and addresses of the best pages for a few words. */
  List<String> search(String words, int hits) throws IOException {
    String body =
        """
        {"size": %d, "_source": ["title", "url"],
         "query": {"multi_match": {"query": "%s", "fields": ["title^3", "html"]}}}
        """
            .formatted(hits, words);
    String found = ask("_search?filter_path=hits.hits._source", body);
    List<String> titles = texts(found, "title");
    List<String> urls = texts(found, "url");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      lines.add(titles.get(i) + "\n     " + urls.get(i));
    }
    return lines;
  }

  /** All documents by id: routing, version, and a hash of the source as it stands in the reply. */
  Map<String, String> documents() throws IOException {
    Map<String, String> documents = new HashMap<>();
    ask("_refresh", "");
    String page = ask("_search?scroll=1m&version=true", "{\"size\": 200, \"sort\": [\"_doc\"]}");
    while (new Hits(page).into(documents) > 0) {
      String scroll = texts(page, "_scroll_id").get(0);
      page =
          askServer(
              "_search/scroll", "{\"scroll\": \"1m\", \"scroll_id\": \"%s\"}".formatted(scroll));
    }
    return documents;
  }

  private String ask(String path, String body) throws IOException {
    return askServer(name + "/" + path, body);
  }

  private String askServer(String path, String body) throws IOException {
    URI uri = URI.create(elasticsearch + "/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(uri + " answered " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + uri);
    }
  }

  /** The values of every field of a name, in the order of the text. */
  private static List<String> texts(String json, String field) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
          parser.nextToken();
          texts.add(parser.getText());
        }
      }
    }
    return texts;
  }
}
