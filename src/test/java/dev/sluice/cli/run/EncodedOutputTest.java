package dev.sluice.cli.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class EncodedOutputTest {

  private static String printed(String text, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter out = EncodedOutput.to(new PrintStream(bytes, true, charset), charset);
    out.print(text);
    out.flush();
    return bytes.toString(charset);
  }

  @Test
  void letters_that_the_encoding_has_are_written_as_they_are() {
    assertThat(printed("index größe 😀", UTF_8)).isEqualTo("index größe 😀");
  }

  @Test
  void letters_that_the_encoding_lacks_are_written_as_codes_and_not_as_question_marks() {
    assertThat(printed("index größe 😀?", US_ASCII))
        .isEqualTo("index gr\\u00f6\\u00dfe \\ud83d\\ude00?");
  }
}
