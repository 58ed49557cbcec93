package dev.sluice.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Envelope;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.Utf8;
import dev.sluice.testing.Fuzz;
import dev.sluice.testing.Jackson;
import dev.sluice.testing.RandomJson;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A rejected document is one line of JSON, whatever it holds, and is read back as it was. */
class EnvelopeFuzzTest {

  private static final List<Operation> OPERATIONS = List.of(Operation.values());

  @Test
  void a_rejected_document_is_one_json_object_on_one_line_and_is_read_as_it_was() {
    Fuzz.seeds(
        random -> {
          BulkAction action = action(random);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          RejectedDocument.of(action, "i", BulkError.of("t", RandomJson.text(random, 9)))
              .writeEnvelope(out, "attempt_1", 0);
          byte[] line = out.toByteArray();

          assertThat(out.toString(ISO_8859_1)).doesNotContain("\n", "\r");
          assertThat(Utf8.firstMalformed(line, 0, line.length)).isEqualTo(-1);
          assertThat(Jackson.object(line)).isPresent();
          Envelope envelope = Envelope.read(line, 0, line.length);
          assertThat(envelope.id()).contains(action.id);
          assertThat(envelope.routing().orElse(null)).isEqualTo(action.routing);
          assertThat(envelope.operation()).isEqualTo(action.operation);
          assertThat(oneLine(envelope.source(), envelope.sourceStart(), envelope.sourceLength()))
              .isEqualTo(oneLine(action.source, action.offset, action.length));
        });
  }

  private static BulkAction action(Random random) {
    Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    BulkAction.Builder action = BulkAction.of(operation).id(RandomJson.text(random, 5));
    if (random.nextBoolean()) {
      action.routing(RandomJson.text(random, 5));
    }
    if (operation != Operation.DELETE) {
      byte[] source = RandomJson.hostile(random);
      byte[] some = source.length == 0 ? new byte[] {0} : source;
      action.foreignSource(some, 0, some.length);
    }
    return action.build();
  }

  /** Line breaks between tokens become blanks, and blanks around a document are nobody's. */
  private static String oneLine(byte[] bytes, int start, int count) {
    byte[] part = Arrays.copyOfRange(bytes, start, start + count);
    return new String(part, ISO_8859_1).replace('\n', ' ').replace('\r', ' ').strip();
  }
}
