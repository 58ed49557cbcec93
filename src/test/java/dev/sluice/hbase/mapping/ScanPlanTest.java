package dev.sluice.hbase.mapping;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.PrefixFilter;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

class ScanPlanTest {

  @Test
  void a_required_column_narrows_the_scan_to_the_columns_named() {
    Scan scan =
        RowMapping.parse("_routing = r:t\na = f:a !\nb = f:b\nc.* = g:*\nd = g:x\nts = ts h:q")
            .scan();

    assertThat(scan.getFilter()).isNull();
    assertThat(scan.getFamilyMap().get(Bytes.toBytes("f")))
        .containsExactlyInAnyOrder(Bytes.toBytes("a"), Bytes.toBytes("b"));
    assertThat(scan.getFamilyMap().get(Bytes.toBytes("g"))).isNull();
    assertThat(scan.getFamilyMap().keySet().stream().map(Bytes::toString))
        .containsExactly("f", "g", "h", "r");
  }

  @Test
  void a_column_that_a_star_covers_is_not_asked_for_twice() {
    Scan scan = RowMapping.parse("a = f:abc\nb.* = f:ab*\nc.* = f:a*\nd = f:b\ne = g:a").scan();

    assertThat(scan.getFilter())
        .hasToString(
            "FilterList OR (4/4): [FilterList AND (2/2): [FamilyFilter (EQUAL, f), QualifierFilter"
                + " (EQUAL, a)], FilterList AND (2/2): [FamilyFilter (EQUAL, f), QualifierFilter"
                + " (EQUAL, b)], FilterList AND (2/2): [FamilyFilter (EQUAL, g), QualifierFilter"
                + " (EQUAL, a)], FirstKeyOnlyFilter]");
  }

  @Test
  void a_scan_reads_past_the_block_cache_and_as_many_versions_as_are_mapped() {
    Scan plain = RowMapping.parse("a = f:a").scan();
    Scan versions = RowMapping.parse("o.a[] = f:a versions 5\nb[] = f:b versions 2").scan();

    assertThat(plain.getCacheBlocks()).isFalse();
    assertThat(plain.getMaxVersions()).isEqualTo(1);
    assertThat(plain.getBatch()).isEqualTo(-1);
    assertThat(versions.getMaxVersions()).isEqualTo(5);
  }

  @Test
  void rows_without_any_of_the_columns_come_with_their_first_cell() throws IOException {
    Scan scan = RowMapping.parse("a = f:a\nb.* = g:p_*").scan();

    assertThat(scan.hasFamilies()).isFalse();
    assertThat(passing(scan, row("r").with("a:1", "").with("a:2", "").with("z:1", "").result()))
        .containsExactly("a:1");
    assertThat(
            passing(
                scan,
                row("r")
                    .with("a:1", "")
                    .with("a:2", "")
                    .with("f:", "")
                    .with("f:a", "")
                    .with("f:b", "")
                    .with("g:a", "")
                    .with("g:p_1", "")
                    .with("g:p_2", "")
                    .with("g:z", "")
                    .result()))
        .containsExactly("a:1", "f:a", "g:p_1", "g:p_2");
  }

  @Test
  void a_mapping_of_keys_alone_reads_one_cell_a_row() throws IOException {
    Scan scan = RowMapping.parse("k = key").scan();

    assertThat(passing(scan, row("r").with("a:1", "").with("b:2", "").result()))
        .containsExactly("a:1");
  }

  @Test
  void a_prefix_in_a_narrow_scan_is_filtered_on_the_server() throws IOException {
    Scan scan = RowMapping.parse("a = f:a !\nb.* = g:p_*").scan();

    assertThat(scan.getFamilyMap().keySet().stream().map(Bytes::toString))
        .containsExactly("f", "g");
    assertThat(passing(scan, row("r").with("f:a", "").with("g:a", "").with("g:p_1", "").result()))
        .containsExactly("f:a", "g:p_1");
  }

  @Test
  void rows_and_filter_of_a_scan_stay() throws IOException {
    Scan rows =
        new Scan()
            .withStartRow(Bytes.toBytes("a"))
            .withStopRow(Bytes.toBytes("b"))
            .setFilter(new PrefixFilter(Bytes.toBytes("ab")));

    Scan scan = RowMapping.parse("a = f:a !").scan(rows);

    assertThat(scan.getStartRow()).isEqualTo(Bytes.toBytes("a"));
    assertThat(scan.getStopRow()).isEqualTo(Bytes.toBytes("b"));
    assertThat(scan.getFilter())
        .hasToString(
            "FilterList AND (2/2): [PrefixFilter ab, FilterList AND (2/2): [FamilyFilter (EQUAL,"
                + " f), QualifierFilter (EQUAL, a)]]");
    assertThat(scan.hasFamilies()).isFalse();
    assertThat(rows.getFilter()).isInstanceOf(PrefixFilter.class);
  }

  @Test
  void a_scan_that_cuts_rows_or_names_columns_is_refused() {
    RowMapping mapping = RowMapping.parse("a = f:a");
    Scan scan = new Scan().setBatch(10).addFamily(Bytes.toBytes("f"));

    assertThatThrownBy(() -> mapping.scan(scan))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the scan has setBatch(10) or allows partial results, which split rows, but each row"
                + " must become one document: remove both\nthe scan selects columns, but the"
                + " mapping determines the columns to read: remove addFamily and addColumn");
    assertThatThrownBy(() -> mapping.scan(new Scan().setAllowPartialResults(true)))
        .hasMessageContaining("each row must become one document");
  }

  /** Asks the filter as a region server does: family after family, minding its hints. */
  private static List<String> passing(Scan scan, Result row) throws IOException {
    Filter filter = scan.getFilter();
    filter.reset();
    List<Cell> passed = new ArrayList<>();
    String leftFamily = "";
    for (Cell cell : row.rawCells()) {
      String family = Bytes.toString(cell.getFamilyArray(), cell.getFamilyOffset(), 1);
      if (family.equals(leftFamily)) {
        continue;
      }
      switch (filter.filterCell(cell)) {
        case INCLUDE, INCLUDE_AND_NEXT_COL -> passed.add(filter.transformCell(cell));
        case INCLUDE_AND_SEEK_NEXT_ROW -> {
          passed.add(filter.transformCell(cell));
          leftFamily = family;
        }
        case NEXT_ROW -> leftFamily = family;
        case SKIP, NEXT_COL -> {}
        default -> throw new AssertionError("a filter with hints");
      }
    }
    return passed.stream().map(Column::of).collect(Collectors.toList());
  }
}
