package dev.sluice.hbase.mapping;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.testing.Fuzz;
import dev.sluice.testing.Jackson;
import dev.sluice.testing.RandomJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.hbase.client.Result;
import org.junit.jupiter.api.Test;

/** Rows of any bytes, whose documents a reader reads that is not ours. */
class RowFuzzTest {

  private static final byte[] MARKUP = "<a href=\"x\">\n\t\\é€😀".getBytes(StandardCharsets.UTF_8);

  /** One column of each type; what is not of the type is left out. */
  private static final RowMapping EVERY_TYPE =
      RowMapping.parse(
          """
          _id      = key as hex
          text     = f:v
          names[]  = f:* names
          number   = f:v as long
          whole    = f:v as int
          small    = f:v as short
          bit      = f:v as bool
          real     = f:v as double
          single   = f:v as float
          decimal  = f:d as decimal
          binary   = f:v as base64
          digits   = f:v as hex
          uuid     = f:v as uuid
          date     = f:v as long date:epoch_millis
          said     = f:v as text:decimal
          spoken   = f:v as text:double
          json     = f:v as json
          old[]    = f:v versions 3 as {ts, v: string}
          in.any.* = f:*
          in.more  = f:v as json merge
          on error = skip-field
          """);

  @Test
  void a_text_is_read_as_it_was_stored_or_refused_if_it_is_no_utf8() {
    RowEncoder encoder = new RowEncoder(RowMapping.parse("a = f:a\nb.* = g:*"));
    Fuzz.seeds(
        random -> {
          byte[] text = bytes(random);
          byte[] name = bytes(random);
          Result row =
              row("key").with("f:a", text).with("g", name, text).with("g:z", "last").result();
          Optional<Map<String, Object>> read;
          try {
            read = Jackson.object(source(action(encoder, row)));
          } catch (RowException e) {
            assertThat(decoded(text).isPresent() && decoded(name).isPresent() && name.length > 0)
                .as(e.getMessage())
                .isFalse();
            return;
          }
          Map<String, Object> members = new HashMap<>();
          members.put("z", "last");
          members.merge(
              decoded(name).orElseThrow(), decoded(text).orElseThrow(), (last, newer) -> newer);
          assertThat(read).contains(Map.of("a", decoded(text).orElseThrow(), "b", members));
        });
  }

  /** The guarantee by which the engine does not check documents of rows again. */
  @Test
  void whatever_the_bytes_the_document_is_one_object_on_one_line() {
    RowEncoder encoder = new RowEncoder(EVERY_TYPE);
    Fuzz.seeds(
        random -> {
          Result row =
              row(new byte[] {'k'})
                  .with("f:v", bytes(random))
                  .with("f:d", any(random)) // Jackson reads numbers of 1,000 digits at most
                  .at(1, "f:v", bytes(random))
                  .with("f", bytes(random), bytes(random))
                  .result();

          BulkAction action = action(encoder, row);

          assertThat(action.wellFormed).isTrue();
          byte[] source = source(action);
          assertThat(source).doesNotContain('\n', '\r');
          assertThat(Jackson.object(source))
              .as(new String(source, StandardCharsets.UTF_8))
              .isPresent();
          check(source);
        });
  }

  private static void check(byte[] source) throws JsonFormException {
    JsonText.checkObject(source, 0, source.length);
  }

  private static BulkAction action(RowEncoder encoder, Result row) throws RowException {
    return encoder.encode(row).toAction(Optional.empty(), 0);
  }

  private static byte[] source(BulkAction action) {
    return Arrays.copyOfRange(action.source, action.offset, action.offset + action.length);
  }

  private static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Text, JSON, numbers or anything; some of it long, some of it with one wrong byte. */
  private static byte[] bytes(Random random) {
    byte[] bytes = content(random);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] content(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return any(random);
      case 1:
        return RandomJson.hostile(random);
      case 2:
        return Long.toString(random.nextLong() >> random.nextInt(60))
            .getBytes(StandardCharsets.UTF_8);
      case 3:
        return repeated("plain text ".getBytes(StandardCharsets.UTF_8), random);
      case 4:
        return repeated(MARKUP, random);
      default:
        return RandomJson.text(random, 40).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static byte[] any(Random random) {
    byte[] any = new byte[random.nextInt(20)];
    random.nextBytes(any);
    return any;
  }

  private static byte[] repeated(byte[] unit, Random random) {
    byte[] bytes = new byte[random.nextInt(20_000)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = unit[i % unit.length];
    }
    return bytes;
  }
}
