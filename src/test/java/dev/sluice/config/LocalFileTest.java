package dev.sluice.config;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest {

  @TempDir Path dir;

  private static String why(String name) {
    try {
      LocalFile.named(name).bytes();
    } catch (IOException e) {
      return e.getMessage();
    }
    throw new AssertionError(name + " was read");
  }

  @Test
  void a_file_that_cannot_be_had_is_an_exception_that_says_why() throws IOException {
    Path empty = Files.createFile(dir.resolve("empty"));

    assertThat(why(dir.resolve("none").toString())).isEqualTo("file not found");
    assertThat(why(dir.toString())).isEqualTo("the path is a directory");
    assertThat(why(empty.toString())).isEqualTo("the file is empty");
    assertThat(why(empty.resolve("below").toString())).isEqualTo("Not a directory");
    assertThat(why("")).isEqualTo("the file name is empty");
    assertThat(why(" ")).isEqualTo("the file name is empty");
    assertThat(why("a\0b")).startsWith("the file name is not a path");
    assertThat(why("file:a b")).startsWith("the file name is not a path");
  }

  @Test
  void a_missing_file_can_be_told_from_others() {
    assertThatThrownBy(() -> LocalFile.named(dir.resolve("none").toString()).bytes())
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void an_endless_file_is_refused_before_it_fills_the_memory() {
    assertThat(why("/dev/zero")).isEqualTo("the file is larger than 64 MB");
  }

  @Test
  void a_path_may_be_a_url() throws IOException {
    Path file = Files.writeString(dir.resolve("a b"), "x");

    assertThat(LocalFile.named(file.toUri().toString()).text()).isEqualTo("x");
  }

  @Test
  void text_is_utf8_without_its_byte_order_mark() throws IOException {
    Path marked = Files.writeString(dir.resolve("marked"), "\uFEFFä");
    Path wide = Files.write(dir.resolve("wide"), "ä".getBytes(UTF_16));

    assertThat(LocalFile.named(marked.toString()).text()).isEqualTo("ä");
    assertThatThrownBy(() -> LocalFile.named(wide.toString()).text())
        .hasMessage("the file is not UTF-8 text");
  }
}
