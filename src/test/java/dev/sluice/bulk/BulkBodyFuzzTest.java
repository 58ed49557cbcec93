package dev.sluice.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.testing.Fuzz;
import dev.sluice.testing.Jackson;
import dev.sluice.testing.RandomJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a document holds, it is one document, or is rejected alone. */
class BulkBodyFuzzTest {

  private static final List<Operation> OPERATIONS = List.of(Operation.values());
  private static final int ACTIONS = 20;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<BulkAction> given = new ArrayList<>();
  private long rejected;

  @Test
  void a_body_has_exactly_the_lines_of_its_actions_whatever_their_bytes_are() {
    Fuzz.seeds(
        random -> {
          send(random);

          List<String> lines = body.toString(ISO_8859_1).lines().toList();
          // A CR is a line break to Java, but not to Elasticsearch: none may be there at all.
          assertThat(body.toString(ISO_8859_1)).doesNotContain("\r");
          int at = 0;
          int sent = 0;
          for (BulkAction action : given) {
            if (at < lines.size() && isOf(action, lines.get(at))) {
              at++;
              sent++;
              if (action.operation != Operation.DELETE) {
                checkSource(action, lines.get(at++).getBytes(ISO_8859_1));
              }
            } else {
              assertThat(mustBeTaken(action)).as(new String(action.source, UTF_8)).isFalse();
            }
          }
          assertThat(at).isEqualTo(lines.size());
          assertThat(sent + rejected).isEqualTo(given.size());
        });
  }

  /** Keeps the bodies of all requests, and answers that all is well. */
  private static final class Recorder implements BulkTransport {
    private final FakeServer server = new FakeServer();
    private final ByteArrayOutputStream body;

    Recorder(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public BulkReply send(BulkRequest request) {
      try {
        request.writeTo(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return server.apply(request);
    }

    @Override
    public BulkReply compare(BulkRequest request) {
      throw new AssertionError("nothing is in doubt");
    }

    @Override
    public void abort() {}
  }

  private void send(Random random) throws IOException {
    body.reset();
    given.clear();
    Map<String, String> conf = new HashMap<>();
    conf.put("sluice.bulk.in-flight", "1");
    conf.put("sluice.errors.max", "100%");
    BulkOptions options =
        BulkOptions.read(Settings.from(conf::get), Optional.of("i"), OtherAttempts.NONE);
    rejected = 0;
    try (BulkProcessor bulk =
        BulkProcessor.start(
            options, new Recorder(body), Lanes.ANY, this::rejected, Ticker.system())) {
      for (int i = 0; i < ACTIONS; i++) {
        BulkAction action = action(i, random);
        given.add(action);
        bulk.add(action);
      }
    }
  }

  /** Counts those that were never sent: updates of what is not there are rejected by the server. */
  private void rejected(RejectedDocument document) {
    String type = document.error().type();
    rejected += type.equals("malformed_text") || type.equals("not_a_json_object") ? 1 : 0;
  }

  private static BulkAction action(int number, Random random) {
    Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    BulkAction.Builder action = BulkAction.of(operation).id(number + RandomJson.text(random, 5));
    if (random.nextBoolean()) {
      action.routing(RandomJson.text(random, 5));
    }
    if (random.nextInt(4) == 0) {
      action.index("i" + RandomJson.text(random, 3));
    }
    if (random.nextInt(4) == 0) {
      action.pipeline("p" + RandomJson.text(random, 3));
    }
    if (operation != Operation.DELETE) {
      byte[] source = RandomJson.hostile(random);
      action.foreignSource(source, 0, source.length);
    }
    return action.build();
  }

  private static String number(String id) {
    return id.replaceFirst("(?s)\\D.*", "");
  }

  /** Numbers at the beginning of ids tell whose line this is. */
  private static boolean isOf(BulkAction action, String line) {
    Map<String, Object> read = Jackson.object(line.getBytes(ISO_8859_1)).orElseThrow();
    assertThat(read).hasSize(1);
    Map<?, ?> address = (Map<?, ?>) read.values().iterator().next();
    if (!number((String) address.get("_id")).equals(number(action.id))) {
      return false;
    }
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("_index", action.index == null ? "i" : action.index);
    expected.put("_id", action.id);
    if (action.routing != null) {
      expected.put("routing", action.routing);
    }
    if (action.pipeline != null) {
      expected.put("pipeline", action.pipeline);
    }
    assertThat(read).isEqualTo(Map.of(action.operation.action(), expected));
    return true;
  }

  private static void checkSource(BulkAction action, byte[] line) {
    String given = new String(action.source, ISO_8859_1).replace('\n', ' ').replace('\r', ' ');
    String sent = new String(line, ISO_8859_1);
    assertThat(sent)
        .isEqualTo(
            new String(action.operation.before(), ISO_8859_1)
                + given.replaceAll("^[ \t]+|[ \t]+$", "")
                + new String(action.operation.after(), ISO_8859_1));
    if (action.operation == Operation.UPDATE || action.operation == Operation.UPSERT) {
      Optional<Map<String, Object>> read = Jackson.asTheServerReads(line);
      if (read.isPresent()) {
        assertThat(read.get().get("doc"))
            .isEqualTo(Jackson.asTheServerReads(action.source).orElseThrow());
        assertThat(read.get()).hasSize(action.operation == Operation.UPSERT ? 2 : 1);
      }
    }
  }

  private static boolean mustBeTaken(BulkAction action) {
    boolean texts =
        isWhole(action.id)
            && isWhole(action.routing)
            && isWhole(action.index)
            && isWhole(action.pipeline);
    return texts
        && (action.operation == Operation.DELETE || Jackson.object(action.source).isPresent());
  }

  private static boolean isWhole(String text) {
    return text == null || UTF_8.newEncoder().canEncode(text);
  }
}
