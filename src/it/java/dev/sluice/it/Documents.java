package dev.sluice.it;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** Puts documents into indices, without our code. */
public final class Documents {

  private static final int MOST_CHARS = 4_000_000;

  private Documents() {}

  /** Puts documents, by id, and makes them visible. Ids are given as plain text. */
  public static void put(Rest rest, String index, Map<String, String> sources) {
    StringBuilder bulk = new StringBuilder();
    sources.forEach(
        (id, source) -> {
          if (bulk.length() + source.length() > MOST_CHARS) {
            send(rest, index, bulk);
          }
          bulk.append("{\"index\":{\"_id\":\"").append(escaped(id)).append("\"}}\n");
          bulk.append(source).append('\n');
        });
    send(rest, index, bulk);
    rest.post("/" + index + "/_refresh", "");
  }

  /** Puts small documents, {@code id-0} and so on. */
  public static void put(Rest rest, String index, int count) {
    String source = "{\"t\":\"" + "x".repeat(60) + "\"}";
    put(
        rest,
        index,
        IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "id-" + i, i -> source)));
  }

  private static void send(Rest rest, String index, StringBuilder bulk) {
    if (bulk.length() > 0) {
      String answer =
          rest.post("/" + index + "/_bulk?filter_path=errors,items.*.error", bulk.toString());
      Assertions.assertThat(answer).contains("\"errors\":false");
      bulk.setLength(0);
    }
  }

  private static String escaped(String id) {
    StringBuilder text = new StringBuilder();
    for (byte next : id.getBytes(StandardCharsets.UTF_16BE)) {
      text.append(text.length() % 6 == 0 ? "\\u" : "").append("%02x".formatted(next & 0xFF));
    }
    return text.toString();
  }
}
