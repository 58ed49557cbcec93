package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  @Test
  void a_document_is_json_of_the_size_asked_for_and_carries_its_id() throws Exception {
    byte[] document = document(1024, 42);

    assertThat(document).hasSize(1024);
    JsonText.copyObject(document, 0, document.length, new ByteArray(1024));
    assertThat(JsonText.field(document, 0, document.length, "id")).contains("0000000042");
    assertThat(Documents.ofSize(1024).id(42)).asString(UTF_8).isEqualTo("0000000042");
  }

  @Test
  void a_number_makes_the_same_document_for_everybody_and_another_number_another() {
    assertThat(document(2000, 7)).isEqualTo(document(2000, 7)).isNotEqualTo(document(2000, 8));
  }

  @Test
  void a_size_without_room_for_all_fields_is_refused() {
    assertThatThrownBy(() -> Documents.ofSize(100))
        .hasMessage("a document of 100 bytes is too small: 256 is the least");
  }

  @Test
  void the_tasks_share_all_documents_without_gap_or_overlap() {
    Assignment assignment = new Assignment(List.of("u"), false, "i", 10, 1024, 3);

    assertThat(LongStream.rangeClosed(0, 3).map(task -> assignment.first((int) task)))
        .containsExactly(0L, 3L, 6L, 10L);
  }

  @Test
  void an_assignment_survives_the_way_through_a_configuration() {
    Assignment assignment = new Assignment(List.of("u", "v"), true, "i", 10, 1024, 3);
    Configuration conf = new Configuration(false);
    assignment.toKeys().forEach(conf::set);

    assertThat(Assignment.of(conf)).isEqualTo(assignment);
  }

  @Test
  void bodies_hold_every_document_once_and_stay_below_their_limit() {
    Assignment assignment = new Assignment(List.of("u"), false, "i", 10, 1000, 1);

    List<Bodies.Body> bodies = Bodies.join(assignment, 3_200);

    assertThat(bodies).hasSize(4).allMatch(body -> body.length() <= 3_200);
    assertThat(String.join("", bodies.stream().map(DocumentsTest::text).toList()).lines())
        .hasSize(20)
        .startsWith("{\"index\":{\"_id\":\"0000000000\"}}", new String(document(1000, 0), UTF_8));
  }

  @Test
  void a_measurement_is_found_among_whatever_else_was_printed() {
    Measurement measurement = new Measurement(1.5, 2.25, 3);

    assertThat(Measurement.in("noise\n" + measurement.toLine() + "\nmore")).contains(measurement);
    assertThat(Measurement.in("measured nothing\n")).isEmpty();
  }

  private static String text(Bodies.Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(UTF_8);
  }

  private static byte[] document(int size, long number) {
    byte[] document = new byte[size];
    Documents.ofSize(size).write(number, document);
    return document;
  }
}
