package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.search.ReadShard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchRequestTest {

  /** What a page's request has behind the order. */
  private static String extent(ReadQuery query, boolean vectors) {
    ReadShard shard = ReadShard.of("pages", 3).askingForVectors(vectors);
    String json = SearchRequest.page(query, shard).toJson("p", Duration.ofSeconds(1));
    return json.replaceAll("^.*\"sort\":\\[[^]]*]|}$", "");
  }

  @Test
  void vectors_are_asked_for_only_where_they_would_be_left_out() {
    ReadQuery some = ReadQuery.all().withFields(List.of("a"));

    assertThat(extent(ReadQuery.all(), false)).isEmpty();
    assertThat(extent(ReadQuery.all(), true)).isEqualTo(",\"_source\":{\"exclude_vectors\":false}");
    assertThat(extent(some, false)).isEqualTo(",\"_source\":[\"a\"]");
    assertThat(extent(some, true))
        .isEqualTo(",\"_source\":{\"includes\":[\"a\"],\"exclude_vectors\":false}");
  }

  @Test
  void a_request_that_extends_finds_and_counts_nothing() {
    assertThat(SearchRequest.extension().toJson("p", Duration.ofMinutes(1)))
        .isEqualTo(
            "{\"pit\":{\"id\":\"p\",\"keep_alive\":\"60000ms\"},\"size\":0,"
                + "\"track_total_hits\":false,\"query\":{\"match_none\":{}}}");
  }
}
