package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SwarScannerTest {

  @Test
  void nothing_that_means_something_is_passed_over() {
    Random random = new Random(11);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      Arrays.fill(bytes, (byte) (random.nextBoolean() ? 'a' : 0xC3));
      for (int i = 0; i < bytes.length / 8; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int from = random.nextInt(bytes.length + 1);
      SwarScanner eights = SwarScanner.of(bytes);

      int meaning = eights.skipText(from, bytes.length);
      int control = eights.skipToControl(from, bytes.length);

      for (int i = from; i < meaning; i++) {
        assertThat(bytes[i]).isNotIn((byte) '"', (byte) '\\').matches(it -> it < 0 || it >= 0x20);
      }
      assertThat(meaning > bytes.length - 8 || meansSomething(bytes[meaning])).isTrue();
      for (int i = from; i < control; i++) {
        assertThat(bytes[i]).matches(it -> it < 0 || it >= 0x20);
      }
      assertThat(control > bytes.length - 8 || (bytes[control] >= 0 && bytes[control] < 0x20))
          .isTrue();
    }
  }

  @Test
  void the_first_line_feed_is_found_among_bytes_that_resemble_it() {
    Random random = new Random(12);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      int every = 1 + random.nextInt(30);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(every) == 0 ? '\n' : '\n' ^ (1 << random.nextInt(8)));
      }
      int from = random.nextInt(bytes.length + 1);
      int end = from + random.nextInt(bytes.length - from + 1);

      int found = from;
      while (found < end && bytes[found] != '\n') {
        found++;
      }

      assertThat(SwarScanner.of(bytes).skipToLineFeed(from, end)).isEqualTo(found);
    }
  }

  private static boolean meansSomething(byte value) {
    return value == '"' || value == '\\' || (value >= 0 && value < 0x20);
  }
}
