package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static final byte[] ROW = {'a', '/', 0, (byte) 0xff, '\\', '\n'};

  private static Difference full() {
    return Difference.of("a/\"1\"\n\u00e4\ud800", Kind.MISROUTED)
        .detail(Difference.DUPLICATE)
        .index("pages-2")
        .routing("r\u00f6")
        .row(ROW)
        .seqNo(0)
        .primaryTerm(3)
        .version(17)
        .sourceVersion(Long.MAX_VALUE)
        .source("{\"a\":\n1.50}")
        .indexed("{\"a\":{\"b\":[]}}")
        .build();
  }

  @Test
  void a_difference_is_one_line_of_JSON() {
    Difference difference =
        Difference.of("k1", Kind.MISSING).index("pages").row(ROW).sourceVersion(5).build();

    assertThat(difference.toJson())
        .isEqualTo(
            "{\"id\":\"k1\",\"kind\":\"MISSING\",\"index\":\"pages\","
                + "\"row\":\"a/\\\\x00\\\\xFF\\\\x5C\\\\x0A\",\"row_base64\":\"YS8A/1wK\","
                + "\"source_version\":5}");
    assertThat(full().toJson()).doesNotContain("\n");
  }

  @Test
  void a_line_is_read_back_with_all_its_parts() throws IOException {
    Difference back = Difference.parse(full().toJson());

    assertThat(back).isEqualTo(full()).hasSameHashCodeAs(full());
    assertThat(back.id()).isEqualTo("a/\"1\"\n\u00e4\ud800");
    assertThat(back.kind()).isEqualTo(Kind.MISROUTED);
    assertThat(back.detail()).contains("duplicate");
    assertThat(back.row().orElseThrow()).isEqualTo(ROW);
    assertThat(back.seqNo()).hasValue(0);
    assertThat(back.primaryTerm()).hasValue(3);
    assertThat(back.version()).hasValue(17);
    assertThat(back.sourceVersion()).hasValue(Long.MAX_VALUE);
    assertThat(back.source()).contains("{\"a\": 1.50}");
    assertThat(back.indexed()).contains("{\"a\":{\"b\":[]}}");
  }

  @Test
  void parts_that_are_unknown_stay_empty() throws IOException {
    Difference back = Difference.parse(Difference.of("k1", Kind.EXTRA).build().toJson());

    assertThat(back.detail()).isEmpty();
    assertThat(back.index()).isEmpty();
    assertThat(back.routing()).isEmpty();
    assertThat(back.row()).isEqualTo(Optional.empty());
    assertThat(back.seqNo()).isEqualTo(OptionalLong.empty());
    assertThat(back.source()).isEmpty();
  }

  @Test
  void a_copy_with_another_kind_keeps_the_rest() {
    Difference copy = full().as(Kind.UNSETTLED).build();

    assertThat(copy.toJson()).isEqualTo(full().toJson().replace("MISROUTED", "UNSETTLED"));
  }

  @Test
  void a_line_of_something_else_is_refused_with_its_text() {
    assertThatThrownBy(() -> Difference.parse("{\"_id\":\"1\",\"op\":\"index\"}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a difference written by sluice verify")
        .hasMessageContaining("it has no \"id\"")
        .hasMessageContaining("\"op\":\"index\"");
    assertThatThrownBy(() -> Difference.parse("{\"id\":\"1\",\"kind\":\"ODD\"}"))
        .hasMessageContaining("ODD");
    assertThatThrownBy(() -> Difference.parse("id 1")).hasMessageContaining("not a JSON object");
  }
}
