package dev.sluice.client.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.routing.RowKey;
import dev.sluice.routing.RowRanges;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangeMetaTest {

  private static final RowRanges RANGES =
      RowRanges.of(
          List.of(new byte[0], RowKey.ofHex("15"), RowKey.ofHex("ff00")), List.of("3", "0", "a"));
  private static final String JSON =
      "{\"by\":\"row-range\",\"ranges\":[{\"from\":\"\",\"routing\":\"3\"},"
          + "{\"from\":\"15\",\"routing\":\"0\"},{\"from\":\"ff00\",\"routing\":\"a\"}]}";

  @Test
  void ranges_come_back_from_meta() throws IOException {
    IndexMeta meta = IndexMeta.none().with("sluice-routing", RangeMeta.toJson(RANGES));

    assertThat(RangeMeta.toJson(RANGES)).isEqualTo(JSON);
    assertThat(RangeMeta.in(meta)).contains(RANGES);
    assertThat(RangeMeta.in(IndexMeta.none().with("sluice", "{}"))).isEmpty();
  }

  @Test
  void what_is_none_of_ours_is_said_to_be_so() {
    assertThatIOException()
        .isThrownBy(() -> RangeMeta.in(IndexMeta.none().with("sluice-routing", "{\"by\":\"id\"}")))
        .withMessageStartingWith("_meta.sluice-routing of the mapping has no valid row ranges");
    assertThatIOException()
        .isThrownBy(
            () ->
                RangeMeta.in(
                    IndexMeta.none().with("sluice-routing", "{\"ranges\":[{\"from\":\"\"}]}")))
        .withMessageEndingWith("a row range has no \"routing\"");
  }

  @Test
  void an_index_without_a_body_gets_the_ranges_and_requires_routing() {
    assertThat(RangeMeta.createBody(Optional.empty(), RANGES))
        .isEqualTo(
            "{\"mappings\":{\"_routing\":{\"required\":true},\"_meta\":{\"sluice-routing\":"
                + JSON
                + "}}}");
  }

  @Test
  void what_the_user_wants_of_the_index_stays() {
    String body =
        "{\"settings\":{\"number_of_shards\":3},\"mappings\":{\"_meta\":{\"owner\":[\"me\"]},"
            + "\"_routing\":{\"required\":false},\"properties\":{\"a\":{\"type\":\"keyword\"}}}}";

    assertThat(RangeMeta.createBody(Optional.of(body), RANGES))
        .isEqualTo(
            "{\"settings\":{\"number_of_shards\":3},\"mappings\":{\"_meta\":{\"owner\":[\"me\"],"
                + "\"sluice-routing\":"
                + JSON
                + "},\"_routing\":{\"required\":true},\"properties\":{\"a\":{\"type\":\"keyword\"}}}}");
  }

  @Test
  void a_body_of_another_form_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RangeMeta.createBody(Optional.of("{\"mappings\":[]}"), RANGES));
  }
}
