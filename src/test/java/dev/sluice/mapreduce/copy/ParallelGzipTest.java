package dev.sluice.mapreduce.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.GzipCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {

  private static final int BLOCK = 1 << 20;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  @AfterEach
  void no_thread_is_left() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sluice-gzip-"));
  }

  private static byte[] text(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(4));
    }
    return bytes;
  }

  /** Writes in pieces of any length, and a byte now and then. */
  private void write(byte[] text, int level) throws IOException {
    Random random = new Random(7);
    try (ParallelGzip gzip = new ParallelGzip(file, level)) {
      for (int at = 0; at < text.length; ) {
        int count = Math.min(text.length - at, random.nextInt(3 * BLOCK / 2));
        if (count == 1) {
          gzip.write(text[at]);
        } else {
          gzip.write(text, at, count);
        }
        at += count;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 9 * BLOCK + 12_345})
  void other_readers_read_the_same_bytes(int length) throws IOException {
    byte[] text = text(length);
    write(text, 1);

    GzipCodec hadoop = new GzipCodec();
    hadoop.setConf(new Configuration(false));
    try (InputStream java = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()));
        InputStream own = hadoop.createInputStream(new ByteArrayInputStream(file.toByteArray()))) {
      assertThat(java.readAllBytes()).isEqualTo(text);
      assertThat(own.readAllBytes()).isEqualTo(text);
    }
  }

  @Test
  void a_higher_level_makes_smaller_files() throws IOException {
    byte[] text = text(3 * BLOCK);
    write(text, 1);
    int fast = file.size();
    file.reset();

    write(text, 9);

    assertThat(file.size()).isLessThan(fast);
  }

  @Test
  void a_file_that_cannot_be_written_fails_the_writer_and_is_closed() {
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    ParallelGzip gzip = new ParallelGzip(full, 1);

    assertThatThrownBy(
            () -> {
              try (ParallelGzip writer = gzip) {
                writer.write(text(9 * BLOCK));
              }
            })
        .hasMessage("no space left");

    assertThat(closed).isTrue();
    assertThatThrownBy(() -> gzip.write(1)).hasMessage("the stream is closed");
  }

  @Test
  void an_interrupt_ends_the_wait() throws IOException {
    ParallelGzip gzip = new ParallelGzip(file, 9);
    try {
      gzip.write(text(2 * BLOCK));
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> gzip.write(text(2 * BLOCK))).hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      gzip.close();
    }
  }
}
