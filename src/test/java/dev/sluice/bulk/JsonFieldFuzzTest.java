package dev.sluice.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.Utf8;
import dev.sluice.testing.Fuzz;
import dev.sluice.testing.Jackson;
import dev.sluice.testing.RandomJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A field that is taken out of a document is what Elasticsearch finds there. */
class JsonFieldFuzzTest {

  private static final String[] PATHS = {"id", "a.id", "a", "b.a.id", "a.a", "\uD83D\uDE00"};

  @Test
  void a_field_is_found_as_another_reader_finds_it_or_its_document_is_refused() {
    Fuzz.seeds(
        random -> {
          for (int i = 0; i < 50; i++) {
            byte[] json = RandomJson.hostile(random);
            Optional<Map<String, Object>> read = Jackson.asTheServerReads(json);
            if (read.isPresent() && isTaken(json)) {
              check(json, read.get(), PATHS[random.nextInt(PATHS.length)]);
            }
          }
        });
  }

  private static boolean isTaken(byte[] json) {
    try {
      JsonText.checkObject(json, 0, json.length);
      return true;
    } catch (JsonFormException e) {
      return false;
    }
  }

  private static void check(byte[] json, Map<String, Object> read, String path) {
    try {
      assertThat(JsonText.field(json, 0, json.length, path))
          .as("%s of %s", path, new String(json, ISO_8859_1))
          .isEqualTo(Jackson.field(read, path));
    } catch (JsonFormException e) {
      assertThat(Utf8.decode(json, 0, json.length)).isEmpty();
    }
  }
}
