package dev.sluice.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.Exchanges;
import dev.sluice.client.bulk.MultiGetReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random documents in random replies, which come in pieces of random sizes. */
class MultiGetFuzzTest {

  private static final long SECONDS = Long.getLong("sluice.fuzz.seconds", 1);

  private final Random random = new Random(12);

  @Test
  void however_a_reply_is_cut_a_source_is_the_same_only_byte_for_byte() throws IOException {
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    do {
      round();
    } while (System.nanoTime() < end);
  }

  private void round() throws IOException {
    List<String> sent = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    StringBuilder reply = new StringBuilder("{\"docs\":[");
    int documents = 1 + random.nextInt(6);
    for (int i = 0; i < documents; i++) {
      String own = document(0);
      sent.add(own);
      String kept = random.nextBoolean() ? own : changed(own);
      expected.add(kept.equals(own) ? 200 : 409);
      reply.append(i == 0 ? "" : blanks() + ",").append("{\"_index\":\"p\",\"_id\":\"").append(i);
      reply.append("\",\"found\":true,\"_source\":").append(blanks()).append(kept);
      reply.append(blanks()).append('}');
    }
    reply.append("]}");

    BulkRequest request = Exchanges.indexing(false, sent.toArray(new String[0]));
    MultiGetReader read = MultiGetReader.read(cut(reply.toString().getBytes(UTF_8)), request);

    assertThat(Exchanges.statuses(read.reply()))
        .as(reply.toString())
        .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    assertThat(read.others()).hasSize(Collections.frequency(expected, 409));
  }

  private String blanks() {
    return " ".repeat(random.nextInt(3));
  }

  /** Another valid document: longer, shorter, or of the same length. */
  private String changed(String json) {
    switch (random.nextInt(4)) {
      case 0:
        return "{ " + json.substring(1);
      case 1:
        return json.equals("{}") ? "{\"a\":1}" : "{}";
      case 2:
        return json.substring(0, json.length() - 1)
            + (json.equals("{}") ? "\"z\":1}" : ",\"z\":1}");
      default:
        return json.replaceFirst("x", "y");
    }
  }

  private String document(int depth) {
    StringBuilder json = new StringBuilder("{");
    int fields = random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      json.append(i == 0 ? "" : ",").append('"').append(text()).append(i).append("\":");
      json.append(blanks()).append(value(depth));
    }
    return json.append('}').toString();
  }

  private String value(int depth) {
    switch (random.nextInt(depth > 3 ? 3 : 5)) {
      case 0:
        return Integer.toString(random.nextInt());
      case 1:
        return "true";
      case 2:
        return '"' + text().repeat(1 + random.nextInt(40)) + '"';
      case 3:
        return document(depth + 1);
      default:
        return "[" + value(depth + 1) + "," + document(depth + 1) + "]";
    }
  }

  private String text() {
    return List.of("x", "ä", "\\\"", "}", "{", "日本", "\\\\", "𝄞", "_source", "")
        .get(random.nextInt(10));
  }

  private InputStream cut(byte[] bytes) {
    int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int start, int count) {
        return super.read(into, start, Math.min(count, 1 + random.nextInt(most)));
      }
    };
  }
}
