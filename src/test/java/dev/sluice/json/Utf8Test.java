package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void agrees_with_the_decoder_of_the_jdk_on_random_bytes() {
    Random random = new Random(42);
    int wellFormed = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(5)];
      random.nextBytes(bytes);
      if (random.nextBoolean() && bytes.length > 0) {
        bytes[0] = (byte) (0xE0 + random.nextInt(0x16));
      }
      boolean valid = decodes(bytes);
      assertThat(Utf8.firstMalformed(bytes, 0, bytes.length) < 0).isEqualTo(valid);
      wellFormed += valid ? 1 : 0;
    }
    assertThat(wellFormed).isBetween(20_000, 180_000);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void tells_the_place_of_the_first_wrong_byte() {
    assertThat(Utf8.firstMalformed(new byte[] {'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF}, 0, 4))
        .isEqualTo(3);
  }

  private static java.util.Optional<String> decoded(int... bytes) {
    byte[] all = new byte[bytes.length + 2];
    for (int i = 0; i < bytes.length; i++) {
      all[i + 1] = (byte) bytes[i];
    }
    return Utf8.decode(all, 1, bytes.length);
  }

  @Test
  void a_pair_of_surrogates_in_three_bytes_each_is_the_character_that_it_means() {
    assertThat(decoded('a', 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, 'b')).contains("a\uD83D\uDE00b");
    assertThat(decoded(0xEF, 0xBF, 0xBD)).contains("\uFFFD");
  }

  @Test
  void bytes_that_are_no_text_are_never_replaced() {
    assertThat(decoded('a', 0xFF)).isEmpty();
    assertThat(decoded(0xC0, 0x80)).isEmpty();
    assertThat(decoded(0xED, 0xA0)).isEmpty();
    assertThat(decoded(0xEF, 0xBF, 0xBD, 0x80)).isEmpty();
  }

  @Test
  void any_text_is_decoded_as_it_was_before_it_was_encoded() {
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        int kind = random.nextInt(3);
        int from = kind == 0 ? 0xD800 : kind == 1 ? 0xE000 : 0;
        text.append((char) (from + random.nextInt(0x800)));
      }
      byte[] bytes = Utf8.encode(text.toString());
      assertThat(Utf8.decode(bytes, 0, bytes.length)).contains(text.toString());
    }
  }
}
