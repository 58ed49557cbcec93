package dev.sluice.bulk.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.json.JsonFormException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkFileActionTest {

  private static final String[] KINDS = {"index", "create", "update", "delete"};

  private static BulkFileAction read(String line) throws JsonFormException {
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(BulkFileAction.is(bytes, 0, bytes.length)).as(line).isTrue();
    return BulkFileAction.read(bytes, 0, bytes.length);
  }

  @Test
  void any_action_line_is_read_as_an_independent_parser_reads_it() throws Exception {
    long seed = Long.getLong("sluice.fuzz.seed", 20_261_126);
    Random random = new Random(seed);
    long end = System.nanoTime() + 1_000_000_000L * Integer.getInteger("sluice.fuzz.seconds", 1);
    do {
      String line = randomLine(random);
      Map<String, String> expected = jackson(line);

      BulkFileAction action = read(line);

      String context = "seed " + seed + ": " + line;
      assertThat(action.operation().action()).as(context).isEqualTo(expected.get("kind"));
      assertThat(action.id().orElse(null)).as(context).isEqualTo(expected.get("_id"));
      assertThat(action.index().orElse(null)).as(context).isEqualTo(expected.get("_index"));
      assertThat(action.routing().orElse(null)).as(context).isEqualTo(expected.get("routing"));
      assertThat(action.pipeline().orElse(null)).as(context).isEqualTo(expected.get("pipeline"));
    } while (System.nanoTime() < end);
  }

  private static String randomLine(Random random) {
    List<String> members = new ArrayList<>();
    for (String name : new String[] {"_id", "_index", "routing", "pipeline"}) {
      if (random.nextBoolean()) {
        members.add(quoted(name, random) + blank(random) + ":" + blank(random) + value(random));
      }
    }
    Collections.shuffle(members, random);
    String kind = KINDS[random.nextInt(KINDS.length)];
    return blank(random)
        + ("{" + blank(random) + "\"" + kind + "\"" + blank(random) + ":" + blank(random))
        + ("{" + blank(random) + String.join(blank(random) + "," + blank(random), members) + "}}")
        + blank(random);
  }

  private static String blank(Random random) {
    return random.nextInt(4) == 0 ? " \t" : "";
  }

  private static String value(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return Integer.toString(random.nextInt());
      case 1:
        return "null";
      case 2:
        return "\"{\\\"index\\\":{\\\"_id\\\":\\\"1\\\"}}\"";
      default:
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
          text.append("aZ09_{}[]:,\"\\/é€ ".charAt(random.nextInt(16)));
        }
        return quoted(text.toString(), random);
    }
  }

  private static String quoted(String text, Random random) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (random.nextInt(6) == 0) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }

  /** The members of the action, and its kind. */
  private static Map<String, String> jackson(String line) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      members.put("kind", parser.nextFieldName());
      parser.nextToken();
      String name = parser.nextFieldName();
      while (name != null) {
        JsonToken value = parser.nextToken();
        members.put(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
        name = parser.nextFieldName();
      }
    }
    return members;
  }

  @Test
  void a_line_that_names_something_unknown_is_no_action() {
    byte[] line = "{\"index\":{\"_id\":\"1\",\"colour\":\"red\"}}".getBytes(UTF_8);

    assertThat(BulkFileAction.is(line, 0, line.length)).isFalse();
    assertThatThrownBy(() -> BulkFileAction.read(line, 0, line.length))
        .isInstanceOf(JsonFormException.class)
        .hasMessageContaining("unknown parameter colour");
  }

  @Test
  void no_line_cut_anywhere_is_an_action() {
    byte[] line = "{\"update\":{\"_id\":\"a\\\"b\",\"retry_on_conflict\":3}}".getBytes(UTF_8);

    for (int length = 0; length < line.length; length++) {
      assertThat(BulkFileAction.is(line, 0, length)).as("%d bytes", length).isFalse();
    }
  }
}
