package dev.sluice.mapreduce.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.IdHash;
import java.io.IOException;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparator;
import org.junit.jupiter.api.Test;

class VerifyRecordTest {

  private static final long MILLIS = 1_790_000_000_000L;

  private static DataOutputBuffer written(Writable value) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    value.write(out);
    return out;
  }

  private static VerifyRecord read(VerifyRecord record) throws IOException {
    DataOutputBuffer out = written(record);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    VerifyRecord back = new VerifyRecord();
    back.readFields(in);
    assertThat(in.getPosition()).isEqualTo(out.getLength());
    return back;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static Fingerprint.Builder content() {
    return Fingerprint.of(Long.MIN_VALUE, -7);
  }

  @Test
  void a_document_of_the_index_is_read_back_with_the_number_of_its_index() throws IOException {
    VerifyRecord record = new VerifyRecord();
    record.setIndexed(
        utf8("\u00e4/1"),
        3,
        content()
            .index("named")
            .shard(300)
            .routing("r\u00f6")
            .version(MILLIS)
            .seqNo(0)
            .primaryTerm(1)
            .build());

    VerifyRecord back = read(record);

    assertThat(back.id()).isEqualTo("\u00e4/1");
    assertThat(back.indexNumber()).isEqualTo(3);
    assertThat(back.document().index()).isEmpty();
    assertThat(back.document())
        .usingRecursiveComparison()
        .ignoringFields("index")
        .isEqualTo(record.document());
  }

  @Test
  void a_document_of_the_source_is_read_back_with_the_key_of_its_row() throws IOException {
    VerifyRecord record = new VerifyRecord();
    for (byte[] row : new byte[][] {null, utf8("k1"), {0, -1}}) {
      record.setSource(utf8("k1"), content().index("own").version(0).row(row).build());

      VerifyRecord back = read(record);

      assertThat(back.indexNumber()).isEqualTo(-1);
      assertThat(back.document()).usingRecursiveComparison().isEqualTo(record.document());
    }
  }

  @Test
  void a_delete_of_the_source_is_read_back() throws IOException {
    VerifyRecord record = new VerifyRecord();
    record.setSource(utf8("k1"), Fingerprint.ofDelete().version(5).build());

    assertThat(read(record).document().isDelete()).isTrue();
    assertThat(read(record).document().version()).isEqualTo(5);
  }

  @Test
  void a_document_with_a_short_id_takes_at_most_64_bytes() throws IOException {
    VerifyRecord indexed = new VerifyRecord();
    indexed.setIndexed(
        utf8("row-00000001"),
        0,
        content().shard(9).version(MILLIS).seqNo(100_000_000).primaryTerm(3).build());
    VerifyRecord source = new VerifyRecord();
    source.setSource(
        utf8("row-00000001"), content().version(MILLIS).row(utf8("row-00000001")).build());
    int key = written(new VerifyKey()).getLength();

    assertThat(key + written(indexed).getLength()).isLessThanOrEqualTo(64);
    assertThat(key + written(source).getLength()).isLessThanOrEqualTo(64);
  }

  @Test
  void documents_of_an_id_come_together_those_of_the_index_first() throws IOException {
    byte[] indexed = key("k1", VerifyKey.INDEX);
    byte[] source = key("k1", VerifyKey.SOURCE);
    byte[] other = key("k2", VerifyKey.INDEX);
    WritableComparator sort = WritableComparator.get(VerifyKey.class);
    WritableComparator group = new VerifyKey.ById();

    assertThat(sort.compare(indexed, 0, 17, source, 0, 17)).isNegative();
    assertThat(sort.compare(source, 0, 17, indexed, 0, 17)).isPositive();
    assertThat(group.compare(indexed, 0, 17, source, 0, 17)).isZero();
    assertThat(group.compare(indexed, 0, 17, other, 0, 17)).isNotZero();
    assertThat(Integer.signum(sort.compare(indexed, 0, 17, other, 0, 17)))
        .isEqualTo(Integer.signum(sort.compare(source, 0, 17, other, 0, 17)));
  }

  private static byte[] key(String id, byte side) throws IOException {
    VerifyKey key = new VerifyKey();
    new IdHash().write("", utf8(id), key.hash());
    key.setSide(side);
    return written(key).getData();
  }

  @Test
  void an_id_is_another_one_in_another_group_of_indices() {
    byte[] one = new byte[IdHash.BYTES];
    byte[] other = new byte[IdHash.BYTES];
    IdHash hash = new IdHash();

    hash.write("a", utf8("k1"), one);
    hash.write("b", utf8("k1"), other);

    assertThat(one).isNotEqualTo(other);
  }
}
