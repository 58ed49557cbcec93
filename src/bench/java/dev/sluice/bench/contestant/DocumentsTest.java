package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    Assignment assignment = new Assignment(List.of("u"), false, "i", 10, 1024, 3, IdOrder.RANDOM);

    assertThat(LongStream.rangeClosed(0, 3).map(task -> assignment.first((int) task)))
        .containsExactly(0L, 3L, 6L, 10L);
  }

  @Test
  void an_assignment_survives_the_way_through_a_configuration() {
    Assignment assignment =
        new Assignment(List.of("u", "v"), true, "i", 10, 1024, 3, IdOrder.RANDOM);
    Configuration conf = new Configuration(false);
    assignment.toKeys().forEach(conf::set);

    assertThat(Assignment.of(conf)).isEqualTo(assignment);
  }

  @Test
  void bodies_hold_every_document_once_and_stay_below_their_limit() {
    Assignment assignment =
        new Assignment(List.of("u"), false, "i", 10, 1000, 1, IdOrder.ASCENDING);

    List<Bodies.Body> bodies = Bodies.join(assignment, BulkFormat.JSON, 3_200);

    assertThat(bodies).hasSize(4).allMatch(body -> body.length() <= 3_200);
    assertThat(String.join("", bodies.stream().map(DocumentsTest::text).toList()).lines())
        .hasSize(20)
        .startsWith("{\"index\":{\"_id\":\"0000000000\"}}", new String(document(1000, 0), UTF_8));
  }

  @Test
  void ids_in_no_order_are_those_of_the_documents_and_each_comes_once() throws Exception {
    Documents documents = Documents.of(1024, IdOrder.RANDOM);
    byte[] document = new byte[1024];
    documents.write(42, document);
    String id = new String(documents.id(42), UTF_8);

    assertThat(JsonText.field(document, 0, document.length, "id")).contains(id);
    assertThat(LongStream.range(0, 200_000).map(IdOrder.RANDOM::id).distinct().count())
        .isEqualTo(200_000);
    assertThat(LongStream.of(0, 99_999, 9_999_999_999L).map(IdOrder.RANDOM::id))
        .allMatch(number -> number >= 0 && number <= 9_999_999_999L);
    assertThat(ascents(LongStream.range(0, 10_000).map(IdOrder.RANDOM::id).toArray()))
        .isBetween(4_500L, 5_500L);
  }

  private static long ascents(long... numbers) {
    return IntStream.range(1, numbers.length).filter(i -> numbers[i] > numbers[i - 1]).count();
  }

  @Test
  void a_body_in_smile_has_the_same_objects_and_an_end_behind_each() throws Exception {
    Assignment assignment = new Assignment(List.of("u"), false, "i", 2, 1024, 1, IdOrder.ASCENDING);

    Bodies.Body body = Bodies.join(assignment, BulkFormat.SMILE, 5_000).get(0);
    byte[] bytes = bytes(body);

    List<Integer> ends =
        IntStream.range(0, bytes.length).filter(i -> bytes[i] == (byte) 0xFF).boxed().toList();
    assertThat(ends).hasSize(4).last().isEqualTo(bytes.length - 1);
    assertThat(json(Arrays.copyOfRange(bytes, 0, ends.get(0))))
        .isEqualTo("{\"index\":{\"_id\":\"0000000000\"}}");
    assertThat(json(Arrays.copyOfRange(bytes, ends.get(2) + 1, ends.get(3))))
        .isEqualTo(new String(document(1024, 1), UTF_8));
  }

  private static String json(byte[] smile) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonParser parser = new SmileFactory().createParser(smile);
        JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      while (parser.nextToken() != null) {
        generator.copyCurrentEvent(parser);
      }
    }
    return text.toString();
  }

  @Test
  void a_measurement_is_found_among_whatever_else_was_printed() {
    Measurement measurement = new Measurement(1.5, 2.25, 3);

    assertThat(Measurement.in("noise\n" + measurement.toLine() + "\nmore")).contains(measurement);
    assertThat(Measurement.in("measured nothing\n")).isEmpty();
  }

  private static String text(Bodies.Body body) {
    return new String(bytes(body), UTF_8);
  }

  private static byte[] bytes(Bodies.Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] document(int size, long number) {
    byte[] document = new byte[size];
    Documents.ofSize(size).write(number, document);
    return document;
  }
}
