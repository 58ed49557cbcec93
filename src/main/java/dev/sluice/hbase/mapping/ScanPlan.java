package dev.sluice.hbase.mapping;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.BinaryComparator;
import org.apache.hadoop.hbase.filter.BinaryPrefixComparator;
import org.apache.hadoop.hbase.filter.FamilyFilter;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.filter.QualifierFilter;

/**
 * The columns and versions that a mapping needs from a scan. A scan of named columns would miss
 * rows without any of them. So unless a column is required, all families are scanned, and a
 * server-side filter returns the named columns and the first cell of each row. Immutable.
 */
final class ScanPlan {

  private final Set<Column> columns;
  private final int versions;
  private final boolean everyRow;

  private ScanPlan(Set<Column> columns, int versions, boolean everyRow) {
    this.columns = columns;
    this.versions = versions;
    this.everyRow = everyRow;
  }

  static ScanPlan of(RowMapping mapping) {
    ObjectField root = mapping.root();
    Set<Column> all = mapping.columns();
    Set<Column> needed =
        all.stream()
            .filter(column -> all.stream().noneMatch(other -> other.covers(column)))
            .collect(Collectors.toCollection(TreeSet::new));
    return new ScanPlan(needed, root.versions(), !root.isRequired());
  }

  Scan narrow(Scan rows) {
    check(rows);
    Scan scan = copy(rows);
    scan.setCacheBlocks(false);
    scan.readVersions(versions);
    Filter own = rows.getFilter();
    if (!everyRow && own == null) {
      nameColumns(scan);
    }
    if (everyRow || own != null || columns.stream().anyMatch(ScanPlan::isPartOfFamily)) {
      Filter needed = filter();
      scan.setFilter(
          own == null ? needed : new FilterList(FilterList.Operator.MUST_PASS_ALL, own, needed));
    }
    return scan;
  }

  private static void check(Scan rows) {
    List<String> problems = new ArrayList<>();
    if (rows.getBatch() > 0 || rows.getAllowPartialResults()) {
      problems.add(
          "the scan has setBatch("
              + rows.getBatch()
              + ") or allows partial results, which split rows, but each row must become one"
              + " document: remove both");
    }
    if (rows.hasFamilies()) {
      problems.add(
          "the scan selects columns, but the mapping determines the columns to read: remove"
              + " addFamily and addColumn");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static Scan copy(Scan rows) {
    try {
      return new Scan(rows);
    } catch (IOException e) {
      throw new IllegalArgumentException("the scan cannot be copied: " + rows, e);
    }
  }

  /** Adds whole families last: a column added after its family would limit the family to itself. */
  private void nameColumns(Scan scan) {
    columns.stream()
        .filter(column -> !column.isPrefix())
        .forEach(column -> scan.addColumn(column.family(), column.qualifier()));
    columns.stream().filter(Column::isPrefix).forEach(column -> scan.addFamily(column.family()));
  }

  private static boolean isPartOfFamily(Column column) {
    return column.isPrefix() && !column.isFamily();
  }

  private Filter filter() {
    List<Filter> any = columns.stream().map(ScanPlan::filter).collect(Collectors.toList());
    if (everyRow) {
      any.add(new FirstKeyOnlyFilter());
    }
    return any.size() == 1 ? any.get(0) : new FilterList(FilterList.Operator.MUST_PASS_ONE, any);
  }

  private static Filter filter(Column column) {
    Filter family = new FamilyFilter(CompareOperator.EQUAL, new BinaryComparator(column.family()));
    if (column.isFamily()) {
      return family;
    }
    byte[] qualifier = column.qualifier();
    Filter name =
        new QualifierFilter(
            CompareOperator.EQUAL,
            column.isPrefix()
                ? new BinaryPrefixComparator(qualifier)
                : new BinaryComparator(qualifier));
    return new FilterList(FilterList.Operator.MUST_PASS_ALL, family, name);
  }

  /** The scan as text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("reads ");
    text.append(columns.isEmpty() ? "no column" : join());
    text.append(versions == 1 ? ", the newest version" : ", up to " + versions + " versions");
    text.append(" of each, without filling the block cache.\n");
    if (everyRow) {
      text.append(
          "Rows without any of them are read too: the scan covers every family and returns the"
              + " first cell"
              + " of each row.\nMark a column as required with ! to scan only the families named.");
    } else {
      text.append(
          "Rows without any of them are not read, because a column is marked as required with !.");
    }
    return text.toString();
  }

  private String join() {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }
}
