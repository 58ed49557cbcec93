package dev.sluice.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.testing.RandomJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut out of a reply, and where the next page starts. */
class PageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"n\" : 1.50 ,\t\"b\":1e400}",
        "{\"text\":\"quote \\\" backslash \\\\ both \\\\\\\" end \\\\\"}",
        "{\"text\":\"}]}],{[ not structure\"}",
        "{\"text\":\"\\u00e9 é 漢 \uD83D\uDE00 \\ud83d\\ude00 \\ud800\"}",
        "{\"sort\":[99],\"_source\":{\"sort\":[98]},\"_id\":\"other\",\"hits\":{\"hits\":[]}}",
        "{\"a\":{\"b\":[{\"sort\":[7]}]}}",
        "{\"deep\":[[[[[[[[{\"x\":[]}]]]]]]]]}",
        "{\"a\":null,\"b\":true,\"c\":false,\"d\":-0.0,\"e\":[],\"f\":\"\"}",
        "{\n  \"pretty\" : [\r\n 1,\t2 ]\n}"
      })
  void a_source_is_cut_byte_for_byte(String source) throws IOException {
    String reply = Replies.of(Replies.hit("a", "{\"first\":1}", 3), Replies.hit("b", source, 12));

    assertThat(Replies.cut(reply)).containsExactly(entry("a", "{\"first\":1}"), entry("b", source));
    assertThat(Replies.page(reply).lastPlace()).isEqualTo("[12]");
  }

  @Test
  void escapes_in_ids_are_undone() throws IOException {
    String reply =
        Replies.of(
            Replies.hit("\\\"\\\\\\/\\b\\f\\n\\r\\t", "{}", 0),
            Replies.hit("\\u0001\\u00e9\\ud83d\\ude00 é\uD83D\uDE00", "{}", 1));

    assertThat(Replies.cut(reply))
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("\"\\/\b\f\n\r\t", "\u0001é\uD83D\uDE00 é\uD83D\uDE00");
  }

  @Test
  void everything_beside_the_source_is_told() throws IOException {
    String hit =
        "{\"_index\":\"pages\",\"_id\":\"a\",\"_version\":7,\"_seq_no\":42,\"_primary_term\":3,"
            + "\"_score\":null,\"_routing\":\"r\\\"1\",\"_ignored\":[\"x\"],\"_source\":{},\"sort\":[0]}";
    Page page = Replies.page(Replies.of(hit, Replies.hit("b", "{}", 1)));
    Hit cut = new Hit();

    page.next(cut);
    String first = words(cut);
    page.next(cut);
    String second = words(cut);

    assertThat(first).isEqualTo("pages a true r\"1 7 42 3");
    assertThat(second).isEqualTo("pages b false  -1 -1 -1");
  }

  private static String words(Hit hit) {
    return String.join(
        " ",
        hit.index(),
        hit.id().toString(),
        String.valueOf(hit.hasRouting()),
        hit.routing().toString(),
        String.valueOf(hit.version()),
        String.valueOf(hit.seqNo()),
        String.valueOf(hit.primaryTerm()));
  }

  @Test
  void a_hit_without_a_source_has_none() throws IOException {
    String hit = "{\"_index\":\"pages\",\"_id\":\"a\",\"_score\":null,\"sort\":[0]}";

    assertThat(Replies.cut(Replies.of(hit, Replies.hit("b", "{}", 1))))
        .containsExactly(entry("a", "none"), entry("b", "{}"));
  }

  @Test
  void a_page_without_hits_is_the_end() throws IOException {
    assertThat(Replies.page(Replies.of()).isEmpty()).isTrue();
    assertThat(Replies.page(Replies.of(Replies.hit("a", "{}", 0))).isEmpty()).isFalse();
  }

  @Test
  void members_may_come_in_any_order() throws IOException {
    List<String> members =
        Arrays.asList(
            "\"_index\":\"pages\"",
            "\"_id\":\"a\"",
            "\"_source\":{\"sort\":[1],\"x\":\"]}\"}",
            "\"sort\":[5]",
            "\"_version\":1");
    List<String> heads =
        Arrays.asList(
            "\"pit_id\":\"pit\"",
            "\"timed_out\":false",
            "\"_shards\":{\"failed\":0}",
            "\"profile\":{\"a\":[{\"sort\":\"x\"}]}");
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(members, random);
      String hits = "\"hits\":{\"hits\":[{" + String.join(",", members) + "}],\"max_score\":null}";
      List<String> all = new ArrayList<>(heads);
      all.add(random.nextInt(all.size() + 1), hits);

      String reply = "{" + String.join(",", all) + "}";

      assertThat(Replies.cut(reply))
          .as(reply)
          .containsExactly(entry("a", "{\"sort\":[1],\"x\":\"]}\"}"));
      assertThat(Replies.page(reply).lastPlace()).as(reply).isEqualTo("[5]");
    }
  }

  @Test
  void blanks_between_all_tokens_change_nothing() throws IOException {
    String reply =
        " {\n \"pit_id\" : \"pit\" , \"timed_out\" : false , \"_shards\" : { \"failed\" : 0 } ,\r\n"
            + " \"hits\" : { \"hits\" : [ { \"_index\" : \"pages\" , \"_id\" : \"a\" ,"
            + " \"_source\" :"
            + " { \"n\" : 1 } , \"sort\" : [ 5 ] } ] } } \n";

    assertThat(Replies.cut(reply)).containsExactly(entry("a", "{ \"n\" : 1 }"));
  }

  @Test
  void cut_short_at_any_byte_it_is_an_error() throws IOException {
    byte[] whole =
        Replies.of(
                Replies.hit("a\\\"é", "{\"t\":\"\\\\\\\" é\",\"sort\":[1]}", 3),
                Replies.hit("b", "{\"x\":[{}]}", 4))
            .getBytes(UTF_8);

    for (int length = 0; length < whole.length; length++) {
      String part = new String(whole, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> Replies.cut(part))
          .as("the first %s bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_index\":\"i\",\"_source\":{},\"sort\":[0]}",
        "{\"_index\":\"i\",\"_id\":\"a\",\"_source\":{}}",
        "{\"_index\":\"i\",\"_id\":\"a\",\"_source\":{]},\"sort\":[0]}",
        "{\"_index\":\"i\",\"_id\":\"a\" \"_source\":{},\"sort\":[0]}",
        "{\"_index\":\"i\",\"_id\":\"a\",\"_source\":,\"sort\":[0]}",
        "{\"_index\":\"i\",\"_id\":7,\"_source\":{},\"sort\":[0]}"
      })
  void a_hit_that_is_none_is_an_error(String hit) {
    assertThatThrownBy(() -> Replies.cut(Replies.of(hit))).isInstanceOf(IOException.class);
  }

  @Test
  void a_page_that_does_not_end_where_it_seemed_to_is_an_error() {
    // The tail is that of an object behind the hits.
    String reply =
        "{"
            + Replies.HEAD
            + ",\"hits\":{\"hits\":["
            + Replies.hit("a", "{}", 1)
            + "]},\"x\":{\"y\":[{\"z\":0,\"sort\":[9]}]}}";

    assertThatThrownBy(() -> Replies.cut(reply))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends at [1], but the next page starts after [9]");
  }

  @Test
  void the_last_place_is_no_part_of_a_longer_name() throws IOException {
    String reply = Replies.of("{\"_index\":\"p\",\"_id\":\"a\",\"sort\":[1],\"x\\\"sort\":[2]}");

    assertThat(Replies.page(reply).lastPlace()).isEqualTo("[1]");
  }

  @Test
  void random_documents_are_cut_as_they_were_put_in() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<String> hits = new ArrayList<>();
      List<java.util.Map.Entry<String, String>> expected = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String source = RandomJson.object(random);
        hits.add(Replies.hit("id-" + i, source, random.nextInt(100_000)));
        expected.add(entry("id-" + i, source));
      }

      assertThat(Replies.cut(Replies.of(hits.toArray(String[]::new))))
          .containsExactlyElementsOf(expected);
    }
  }
}
