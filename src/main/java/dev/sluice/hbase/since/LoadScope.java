package dev.sluice.hbase.since;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.mapreduce.job.ShortHash;
import dev.sluice.mapreduce.since.LoadedMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What a load reads, and how it makes documents of it: table, mapping, row range and filter. An
 * incremental load can only continue a load of the same scope. Immutable.
 */
final class LoadScope {

  private static final int HASH_BYTES = 8;
  private static final String NONE = "";

  private static final String ROWS = "rows";
  private static final String FILTER = "filter";

  private final String table;
  private final String mapping;
  private final String rows;
  private final String filter;

  private LoadScope(String table, String mapping, String rows, String filter) {
    this.table = table;
    this.mapping = mapping;
    this.rows = rows;
    this.filter = filter;
  }

  /**
   * The scope of a job.
   *
   * @param scan the scan that {@link RowMapping#scan(Scan)} returned
   */
  static LoadScope of(TableName table, RowMapping mapping, Scan scan) throws IOException {
    Filter own = mapping.scan().getFilter();
    byte[] usual = own == null ? new byte[0] : own.toByteArray();
    Filter used = scan.getFilter();
    byte[] filter = used == null ? new byte[0] : used.toByteArray();
    return new LoadScope(
        table.getNameAsString(),
        hash(mapping),
        rows(scan),
        Arrays.equals(filter, usual) ? NONE : hash(filter));
  }

  /** The hash by which marks know a mapping. */
  static String hash(RowMapping mapping) {
    return hash(mapping.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String rows(Scan scan) {
    if (scan.getStartRow().length == 0 && scan.getStopRow().length == 0) {
      return NONE;
    }
    return (scan.includeStartRow() ? "[\"" : "(\"")
        + Bytes.toStringBinary(scan.getStartRow())
        + "\", \""
        + Bytes.toStringBinary(scan.getStopRow())
        + (scan.includeStopRow() ? "\"]" : "\")");
  }

  private static String hash(byte[] bytes) {
    return ShortHash.of(bytes, HASH_BYTES);
  }

  /** The scope as stored beside a mark. */
  static LoadScope in(JsonTree fields) {
    return new LoadScope(
        fields.at(LoadedMapping.TABLE).text().orElse(NONE),
        fields.at(LoadedMapping.MAPPING).text().orElse(NONE),
        fields.at(ROWS).text().orElse(NONE),
        fields.at(FILTER).text().orElse(NONE));
  }

  /** A text that is equal for equal scopes only. */
  String key() {
    return hash(String.join("\n", table, mapping, rows, filter).getBytes(StandardCharsets.UTF_8));
  }

  /** The members of a JSON object that {@link #in} reads. */
  String json() {
    return String.join(
        ",",
        member(LoadedMapping.TABLE, table),
        member(LoadedMapping.MAPPING, mapping),
        member(ROWS, rows),
        member(FILTER, filter));
  }

  private static String member(String name, String value) {
    return Json.quoted(name) + ":" + Json.quoted(value);
  }

  /** How this scope differs from another, such as "table crawl with another mapping". */
  String against(LoadScope wanted) {
    List<String> differences = new ArrayList<>();
    if (!mapping.equals(wanted.mapping)) {
      differences.add("another mapping");
    }
    if (!rows.equals(wanted.rows)) {
      differences.add(rows.isEmpty() ? "all rows" : "the rows " + rows);
    }
    if (!filter.equals(wanted.filter) && mapping.equals(wanted.mapping)) {
      differences.add(filter.isEmpty() ? "no filter" : "another filter");
    }
    return "table "
        + table
        + (differences.isEmpty() ? "" : " with " + String.join(", ", differences));
  }

  /** The table and the rows. */
  @Override
  public String toString() {
    return "table " + table + (rows.isEmpty() ? "" : ", rows " + rows);
  }
}
