package dev.sluice.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.http.NodeAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedAddressTest {

  private static final String ALPHABET = "a0.:/[]%-_ \u00e4@#?\\\"{}l1";

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:9200, https://10.0.0.1:9200",
    "es-1.example/10.0.0.1:9200, https://es-1.example:9200",
    "[::1]:9200, https://[::1]:9200",
    "es-1/[fe80::1]:9201, https://es-1:9201",
    "0:0:0:0:0:0:0:1%lo/[::1]:9200, https://[::1]:9200",
    "my_node/10.0.0.1:9200, https://my_node:9200"
  })
  void a_node_is_reached_by_its_name_or_else_by_its_address(String published, String url) {
    assertThat(PublishedAddress.url("https", published)).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "/",
        "es-1",
        "es-1/10.0.0.1",
        "[fe80::1%eth0]:9200",
        "a:b",
        "x:99999",
        "a b:1"
      })
  void what_is_not_understood_is_no_address_and_no_failure(String published) {
    assertThat(PublishedAddress.url("http", published)).isEmpty();
  }

  @Test
  void no_text_whatever_is_a_failure() {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }

      Optional<String> url = PublishedAddress.url("http", text.toString());

      url.ifPresent(NodeAddress::parse);
    }
  }
}
