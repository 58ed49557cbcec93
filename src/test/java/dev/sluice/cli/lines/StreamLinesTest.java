package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

class StreamLinesTest {

  private static final int BUFFER = 64 << 10;

  private final Configuration conf = new Configuration();

  @Test
  void only_line_feeds_end_lines_and_the_last_one_needs_none() throws IOException {
    assertThat(lines("a\r\n\n\rb\n", 100)).containsExactly("3 a\r", "1 ", "3 \rb");
    assertThat(lines("a\nb", 100)).containsExactly("2 a", "1 b");
    assertThat(lines("", 100)).isEmpty();
  }

  @Test
  void of_a_long_line_the_first_bytes_are_kept_and_all_are_counted() throws IOException {
    String line = "x".repeat(3 * BUFFER);

    assertThat(lines(line + "\nab\n", 2)).containsExactly("196609 xx", "3 ab");
    assertThat(lines(line + "\nab\n", BUFFER + 1))
        .containsExactly("196609 " + "x".repeat(BUFFER + 1), "3 ab");
    assertThat(lines("abc\n", 0)).containsExactly("4 ");
  }

  @Test
  void lines_are_those_of_the_bytes_wherever_a_read_ends() throws IOException {
    Random random = new Random(Long.getLong("sluice.fuzz.seed", 20_261_127));
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(4 * BUFFER)];
      int every = 1 << random.nextInt(18);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(every) == 0 ? '\n' : near(random));
      }
      int most = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(100);
      long left = random.nextInt(bytes.length + 100);

      List<String> read =
          read(StreamLines.ofSplit(new Trickle(bytes, left, random), left, conf), most);

      assertThat(read).as("round %d", round).isEqualTo(model(bytes, most));
    }
  }

  /** Values that differ from a line feed in one bit or by one are the likeliest to be mistaken. */
  private static int near(Random random) {
    int value = random.nextBoolean() ? '\n' ^ (1 << random.nextInt(8)) : '\n' + random.nextInt(3);
    return value == '\n' ? 0 : value;
  }

  private static List<String> model(byte[] bytes, int most) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      boolean feed = i < bytes.length && bytes[i] == '\n';
      if (feed || (i == bytes.length && from < i)) {
        int kept = Math.min(most, i - from);
        int all = i - from + (feed ? 1 : 0);
        lines.add(all + " " + new String(bytes, from, kept, ISO_8859_1));
        from = i + 1;
      }
    }
    return lines;
  }

  private List<String> lines(String text, int most) throws IOException {
    return read(StreamLines.of(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), conf), most);
  }

  private static List<String> read(StreamLines lines, int most) throws IOException {
    List<String> read = new ArrayList<>();
    Text line = new Text("of before");
    for (long bytes = lines.next(line, most); bytes > 0; bytes = lines.next(line, most)) {
      read.add(bytes + " " + new String(line.getBytes(), 0, line.getLength(), ISO_8859_1));
    }
    assertThat(lines.next(line, most)).isZero();
    return read;
  }

  /** Gives some of the bytes at a time, as a network does, and checks where reads end. */
  private static final class Trickle extends InputStream {

    private final byte[] bytes;
    private final long end;
    private final Random random;
    private int at;

    Trickle(byte[] bytes, long end, Random random) {
      this.bytes = bytes;
      this.end = end;
      this.random = random;
    }

    @Override
    public int read() {
      throw new AssertionError("lines are read in pieces");
    }

    @Override
    public int read(byte[] into, int start, int count) {
      assertThat(at >= end || at + count <= end).as("a read across the end of the split").isTrue();
      int most = Math.min(count, bytes.length - at);
      if (most == 0) {
        return -1;
      }
      int given = random.nextBoolean() ? most : 1 + random.nextInt(most);
      System.arraycopy(bytes, at, into, start, given);
      at += given;
      return given;
    }
  }
}
