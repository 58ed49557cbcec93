package dev.sluice.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentHashTest {

  private static boolean isSame(DocumentHash hash, String one, String other) {
    return of(hash, one).hasContentOf(of(hash, other));
  }

  private static Fingerprint of(DocumentHash hash, String json) {
    byte[] padded = ("  " + json + " ").getBytes(UTF_8);
    return hash.of(padded, 2, padded.length - 3).build();
  }

  private static DocumentHash hash(List<String> fields, List<String> ignored) {
    return new DocumentHash(false, fields, ignored);
  }

  @Test
  void order_blanks_and_spelling_do_not_count() {
    DocumentHash hash = hash(List.of(), List.of());

    assertThat(isSame(hash, "{\"a\":1.0,\"b\":\"\\u00e4\"}", "{ \"b\" : \"\u00e4\", \"a\":1}"))
        .isTrue();
    assertThat(isSame(hash, "{\"a\":1}", "{\"a\":2}")).isFalse();
    assertThat(isSame(hash, "{\"a\":9007199254740993}", "{\"a\":9007199254740992}")).isFalse();
    assertThat(isSame(hash, "{\"a\":1e400}", "{\"a\":10e399}")).isTrue();
  }

  @Test
  void exact_compares_bytes() {
    DocumentHash hash = new DocumentHash(true, List.of(), List.of());

    assertThat(isSame(hash, "{\"a\":1.0}", "{\"a\":1}")).isFalse();
    assertThat(isSame(hash, "{\"a\":1.0}", "{\"a\":1.0}")).isTrue();
  }

  @Test
  void only_chosen_fields_are_compared() {
    assertThat(
            isSame(
                hash(List.of("a.b"), List.of()), "{\"a\":{\"b\":1,\"c\":2}}", "{\"a\":{\"b\":1}}"))
        .isTrue();
    assertThat(
            isSame(
                hash(List.of(), List.of("at", "m.*")),
                "{\"a\":1,\"at\":5}",
                "{\"a\":1,\"m\":{\"x\":1}}"))
        .isFalse();
    assertThat(
            isSame(
                hash(List.of(), List.of("at", "m")),
                "{\"a\":1,\"at\":5}",
                "{\"a\":1,\"m\":{\"x\":1}}"))
        .isTrue();
  }

  @Test
  void what_is_not_JSON_is_compared_as_bytes() {
    DocumentHash hash = hash(List.of(), List.of());

    assertThat(isSame(hash, "{\"a\":", "{\"a\":")).isTrue();
    assertThat(isSame(hash, "{\"a\":", "{\"a\": ")).isFalse();
  }
}
