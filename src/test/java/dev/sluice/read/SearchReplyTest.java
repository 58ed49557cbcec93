package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a reply tells. */
class SearchReplyTest {

  private static SearchReply read(String text) throws IOException {
    return Replies.read(text);
  }

  @Test
  void a_whole_reply_has_the_newest_id_and_no_failure() throws IOException {
    SearchReply reply = read(Replies.of());

    assertThat(reply.pit()).isEqualTo("pit");
    assertThat(reply.failure()).isEmpty();
    assertThat(reply.total()).isNegative();
  }

  @Test
  void shards_that_failed_are_a_failure_with_their_reasons() throws IOException {
    String reply =
        Replies.of()
            .replace(
                "\"failed\":0",
                "\"failed\":1,\"failures\":[{\"reason\":{\"type\":\"circuit_breaking\"}}]");

    assertThat(read(reply).failure())
        .isEqualTo("1 shards failed: [{\"reason\":{\"type\":\"circuit_breaking\"}}]");
  }

  @Test
  void a_timeout_on_the_server_is_a_failure() throws IOException {
    assertThat(read(Replies.of().replace("\"timed_out\":false", "\"timed_out\":true")).failure())
        .isEqualTo("the search timed out on the server");
  }

  @Test
  void only_an_exact_total_is_one() throws IOException {
    String exact =
        Replies.of().replace("\"max", "\"total\":{\"value\":7,\"relation\":\"eq\"},\"max");

    assertThat(read(exact).total()).isEqualTo(7);
    assertThat(read(exact.replace("eq", "gte")).total()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"hits\":{\"hits\":[]}}",
        "{\"pit_id\":\"p\",\"timed_out\":false,\"_shards\":{},\"hits\":{\"hits\":[]}}",
        "{\"pit_id\":\"p\",\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[]}}",
        "{\"pit_id\":\"p\",\"timed_out\":false,\"_shards\":{\"failed\":0},\"hits\":{}}",
        "{\"pit_id\":\"p\",\"timed_out\":false,\"_shards\":{\"failed\":0}}",
        "{\"acknowledged\":true}",
        "<html>502</html>"
      })
  void anything_else_is_an_error(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }
}
