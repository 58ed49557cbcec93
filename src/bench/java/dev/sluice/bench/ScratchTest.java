package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  @TempDir private Path dir;

  @Test
  void the_files_that_were_written_count_and_the_checksums_of_hadoop_do_not() throws Exception {
    try (Scratch scratch = Scratch.in(dir)) {
      Path output = Path.of(scratch.path("output"));
      Files.createDirectories(output.resolve("part"));
      Files.write(output.resolve("one"), new byte[300]);
      Files.write(output.resolve("part").resolve("two"), new byte[20]);
      Files.write(output.resolve("part").resolve(".two.crc"), new byte[1]);

      assertThat(scratch.bytes("output")).isEqualTo(320);
      assertThat(scratch.bytes("nothing")).isZero();
    }
    assertThat(dir).isEmptyDirectory();
  }
}
