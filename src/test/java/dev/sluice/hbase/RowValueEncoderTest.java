package dev.sluice.hbase;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.hbase.mapping.RowDocument;
import dev.sluice.hbase.mapping.RowEncoder;
import dev.sluice.hbase.mapping.RowException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.UnencodableException;
import dev.sluice.testing.ActionText;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

class RowValueEncoderTest {

  private static final byte[] F = Bytes.toBytes("f");
  private static final byte[] A = Bytes.toBytes("a");
  private static final byte[] B = Bytes.toBytes("b");
  private static final byte[] ROW = Bytes.toBytes("r");

  @Test
  void a_result_is_indexed() throws IOException {
    BulkAction action =
        encoder("a = f:a\n_version = ts max").encode("any", row("r").with("f:a", "1").result());

    assertThat(action.operation()).isEqualTo(Operation.INDEX);
    assertThat(action.id()).contains("r");
    assertThat(action.sourceLength()).isEqualTo("{\"a\":\"1\"}".length());
  }

  @Test
  void a_put_updates_the_fields_it_changes() throws RowException {
    RowEncoder encoder =
        new RowEncoder(
            RowMapping.parse("_version = ts max\na = f:a !\nb = f:b\nt[] = t:* names\nk = key"));
    // Out of order, and the first cell overwritten by the last.
    Put put = new Put(ROW).addColumn(F, B, A).addColumn(Bytes.toBytes("a"), A, A);
    put.addColumn(F, B, B);

    RowDocument document = encoder.encode(put);

    assertThat(document.toString()).isEqualTo("_id r: {\"b\":\"b\",\"k\":\"r\"}");
    assertThat(document.toAction(Optional.of("pipe"), 3).operation()).isEqualTo(Operation.UPSERT);
  }

  @Test
  void whatever_happens_to_a_row_goes_to_the_range_of_its_key() throws IOException {
    RowValueEncoder encoder = routed("a = f:a");

    assertThat(encoder.encode(null, row("r").with("f:a", "1").result()).routing()).contains("7");
    assertThat(encoder.encode(null, new Put(ROW).addColumn(F, A, A)).routing()).contains("7");
    assertThat(encoder.encode(null, new Delete(ROW)).routing()).contains("7");
    assertThat(encoder.encode(null, new Delete(Bytes.toBytes("a"))).routing()).contains("3");
  }

  @Test
  void a_mapping_with_a_routing_of_its_own_is_not_routed_by_ranges() {
    assertThatThrownBy(() -> routed("_routing = key[0..1]\na = f:a"))
        .hasMessage(
            "sluice.routing.by is row-range, but the mapping also sets the routing: \"_routing ="
                + " key[0..1] as utf8\". Remove one of them");
  }

  private static RowValueEncoder routed(String mapping) {
    Configuration conf = new Configuration(false);
    conf.set("sluice.hbase.mapping", mapping);
    conf.set("sluice.routing.by", "row-range");
    conf.set(
        "sluice.internal.ranges",
        "{\"ranges\":[{\"from\":\"\",\"routing\":\"3\"},{\"from\":\"70\",\"routing\":\"7\"}]}");
    RowValueEncoder encoder = new RowValueEncoder();
    encoder.setConf(conf);
    return encoder;
  }

  @Test
  void a_put_cannot_change_an_array_made_of_the_whole_row() {
    Put put = new Put(ROW).addColumn(F, A, A);

    assertThat(refusal("t[] = f:* names", put))
        .isEqualTo(
            "row r, column f:a: found a partial update, but t[] needs the whole row; write its"
                + " Result"
                + " instead");
    assertThat(refusal("t[] = f:a versions 2", put)).contains("t[] needs the whole row");
    assertThat(refusal("t = ts f:a", put))
        .isEqualTo(
            "row r, column f:a: found no timestamp (HBase would set it on arrival); set one");
  }

  @Test
  void a_delete_of_a_whole_row_removes_its_document() throws IOException, RowException {
    BulkAction action = encoder("_id = key as hex\na = f:a").encode(null, new Delete(ROW));
    RowEncoder timed = new RowEncoder(RowMapping.parse("_version = ts max\n_routing = key[0..1]"));

    assertThat(action.operation()).isEqualTo(Operation.DELETE);
    assertThat(action.id()).contains("72");
    assertThat(action.sourceLength()).isZero();
    assertThat(timed.encode(new Delete(ROW, 7)).toString())
        .isEqualTo("_id r, _routing r, _version 7: ");
    assertThat(timed.encode(new Delete(ROW)).toString()).isEqualTo("_id r, _routing r: ");
  }

  @Test
  void a_delete_of_single_cells_is_rejected_and_never_replayed_as_a_delete() {
    UnencodableException refused =
        catchThrowableOfType(
            UnencodableException.class,
            () -> encoder("a = f:a").encode(null, new Delete(ROW).addColumn(F, A)));

    assertThat(refused.action().operation()).isEqualTo(Operation.INDEX);
    assertThat(refused.action().id()).contains("r");
    assertThat(refused.error().type()).isEqualTo("sluice_bad_row");
    assertThat(refused.error().reason())
        .isEqualTo(
            "row r: found a Delete of single cells, which does not map to a document; write the"
                + " row's Result instead");
  }

  @Test
  void of_a_row_that_is_rejected_the_key_and_every_cell_is_kept() {
    UnencodableException refused =
        catchThrowableOfType(
            UnencodableException.class,
            () ->
                encoder("a = f:a as int")
                    .encode(null, row("r").with("f:a", "1").with("f:b", "x").result()));

    assertThat(ActionText.source(refused.action()))
        .matches(
            "\\[\\{\"row\":\"r\",\"row_base64\":\"cg==\",\"cells\":\\["
                + "\\{\"column\":\"f:a\",\"timestamp\":\\d+,\"base64\":\"MQ==\"},"
                + "\\{\"column\":\"f:b\",\"timestamp\":\\d+,\"base64\":\"eA==\"}]}]");
  }

  @Test
  void a_delete_cannot_be_routed_by_a_column() {
    assertThat(refusal("_routing = f:a", new Delete(ROW)))
        .isEqualTo("row r, _routing: the row has no routing column f:a");
  }

  @Test
  void an_empty_result_is_rejected_without_the_id_of_the_row_before() throws IOException {
    RowValueEncoder encoder = encoder("a = f:a");
    encoder.encode(null, row("r").with("f:a", "1").result());

    UnencodableException refused =
        catchThrowableOfType(
            UnencodableException.class, () -> encoder.encode(null, Result.EMPTY_RESULT));

    assertThat(refused.action().id()).contains("");
    assertThat(refused.action().sourceLength()).isZero();
    assertThat(refused.error().reason())
        .isEqualTo("a row without cells has no key and cannot become a document");
  }

  @Test
  void a_mapping_that_fails_on_errors_fails_the_task() {
    assertThatThrownBy(
            () ->
                encoder("a = f:a as int\non error = fail")
                    .encode(null, row("r").with("f:a", "1").result()))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("row r, column f:a: found 1 byte (1), but an int has 4 bytes");
  }

  @Test
  void other_values_are_refused() {
    assertThatThrownBy(() -> encoder("a = f:a").encode(null, new Text("{}")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            "cannot convert a value of type org.apache.hadoop.io.Text to a document:"
                + " dev.sluice.hbase.RowValueEncoder accepts HBase's Result, Put and Delete");
  }

  private static String refusal(String mapping, Object value) {
    return catchThrowableOfType(
            UnencodableException.class, () -> encoder(mapping).encode(null, value))
        .error()
        .reason();
  }

  private static RowValueEncoder encoder(String mapping) {
    Configuration conf = new Configuration(false);
    conf.set("sluice.hbase.mapping", mapping);
    RowValueEncoder encoder = new RowValueEncoder();
    encoder.setConf(conf);
    return encoder;
  }
}
