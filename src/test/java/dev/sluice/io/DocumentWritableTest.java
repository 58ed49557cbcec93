package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.WritableUtils;
import org.junit.jupiter.api.Test;

class DocumentWritableTest {

  private static DocumentWritable document() {
    return DocumentWritable.of("pages", "a\"b\uD83D\uDE00")
        .routing("r")
        .version(3)
        .seqNo(0)
        .primaryTerm(1)
        .source("before{\"n\":1}after".getBytes(UTF_8), 6, 7)
        .build();
  }

  @Test
  void it_travels_with_all_its_parts() {
    DocumentWritable document = document();

    DocumentWritable arrived = WritableUtils.clone(document, new Configuration(false));

    assertThat(arrived).isEqualTo(document).hasSameHashCodeAs(document);
    assertThat(new String(arrived.source(), UTF_8)).isEqualTo("{\"n\":1}");
    assertThat(arrived.routing()).contains("r");
    assertThat(arrived.seqNo()).hasValue(0);
  }

  @Test
  void parts_that_are_absent_stay_absent() {
    DocumentWritable arrived =
        WritableUtils.clone(new DocumentWritable(), new Configuration(false));

    assertThat(arrived.hasSource()).isFalse();
    assertThat(arrived.source()).isEmpty();
    assertThat(arrived.routing()).isEmpty();
    assertThat(arrived.version()).isEmpty();
    assertThat(arrived.primaryTerm()).isEmpty();
  }

  @Test
  void a_copy_stays_as_it_is() {
    DocumentWritable document = document();

    DocumentWritable copy = document.copy();
    document.bytes()[6] = '!';

    assertThat(copy).isEqualTo(document().copy());
    assertThat(copy.bytes()).hasSize(7);
  }

  @Test
  void its_content_never_shows() {
    assertThat(document()).hasToString("pages/a\"b\uD83D\uDE00, 7 bytes");
  }

  @Test
  void another_format_is_refused() throws IOException {
    DataInputBuffer in = new DataInputBuffer();
    in.reset(new byte[] {9, 0}, 2);

    assertThatThrownBy(() -> new DocumentWritable().readFields(in))
        .hasMessageContaining("written in format 9")
        .hasMessageContaining("use the same Sluice jar in every task");
  }
}
