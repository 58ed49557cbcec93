package dev.sluice.hbase.mapping;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void a_mapping_is_explained_with_scan_index_and_documents() {
    RowMapping mapping =
        RowMapping.parse(
            """
            _routing = f:t
            title = f:title
            stat.views = f:v as long
            stat.day = f:d as long date:epoch_millis
            attr.* = a:*
            cnt.* = c:* as long
            raw = f:j as json
            tags[] = t:* names
            hist[] = f:p versions 3 as {ts, v: double}
            seen = ts f:title
            const src = "hbase"
            """);

    String text =
        mapping.explain(
            List.of(
                row("r1").with("f:t", "t").with("f:title", "T").result(),
                row("r2").with("f:t", "t").with("f:v", "x").result()));

    assertThat(text)
        .isEqualTo(
            """
            # mapping
            _id = key as utf8
            _routing = f:t as utf8
            title = f:title as string
            stat.views = f:v as long
            stat.day = f:d as long date:epoch_millis
            attr.* = a:* as string
            cnt.* = c:* as long
            raw = f:j as json
            tags[] = t:* names
            hist[] = f:p versions 3 as {ts, v: double}
            seen = ts f:title
            const src = "hbase"
            on error = reject

            # scan
            reads a:*, c:*, f:d, f:j, f:p, f:t, f:title, f:v, t:*, up to 3 versions of each, without filling the block cache.
            Rows without any of them are read too: the scan covers every family and returns the first cell of each row.
            Mark a column as required with ! to scan only the families named.

            # index (suggestion for --create)
            {"mappings":{"_routing":{"required":true},"properties":{\
            "title":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},\
            "stat":{"properties":{"views":{"type":"long"},"day":{"type":"date"}}},\
            "attr":{"type":"flattened"},"cnt":{"type":"object"},"tags":{"type":"keyword"},\
            "hist":{"properties":{"ts":{"type":"date","format":"epoch_millis"},"v":{"type":"double"}}},\
            "seen":{"type":"date","format":"epoch_millis"},"src":{"type":"keyword"}}}}

            # documents
            _id r1, _routing t: {"title":"T","seen":1600000000000,"src":"hbase"}
            rejected: row r2, column f:v: found 1 byte (x), but a long has 8 bytes

            """);
  }

  @Test
  void a_mapping_with_a_required_column_says_which_rows_are_not_read() {
    assertThat(RowMapping.parse("a = f:a !").explain(List.of()))
        .contains(
            "reads f:a, the newest version of each, without filling the block cache.\nRows"
                + " without any of them are not read, because a column is marked as required with"
                + " !.")
        .doesNotContain("# documents");
  }

  @Test
  void a_large_document_is_shown_by_its_beginning_and_its_size() {
    String text =
        RowMapping.parse("html = f:html")
            .explain(List.of(row("r1").with("f:html", "é".repeat(400_000)).result()));

    assertThat(text).contains("_id r1: {\"html\":\"éé", " more bytes)").doesNotContain("\ufffd");
    assertThat(text.length()).isLessThan(5_000);
  }
}
