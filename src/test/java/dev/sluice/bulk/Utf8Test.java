package dev.sluice.bulk;

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
}
