package dev.sluice.hbase.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/**
 * Describes how the rows of a table become documents, one document for each row. The mapping is a
 * list of lines:
 *
 * <pre>
 * _id       = key as hex             # utf8 (default), hex, base64url, sha256, uuid, byte ... long
 * _routing  = info:tenant            # or a part of the key; a row without it is an error
 * _version  = ts max                 # or ts info:state; compared as external_gte
 * host      = key[0..8] as string    # a part of the row key
 * title     = p:title                # string is the default type
 * fetched   = p:t as long !          # ! makes the column required
 * price     = p:price as text:double # a number stored as text
 * day       = p:day as long date:epoch_millis
 * raw       = p:json as json         # verbatim
 * more      = p:more as json merge   # its members, instead of "more"
 * http.code = h:status as int        # dots create objects
 * attr.*    = a:* as string          # a column family becomes an object
 * stat.*    = s:cnt_* as long        # without the prefix
 * tags[]    = t:* names              # qualifiers become values
 * hist[]    = p:price versions 5 as {ts, v: double}
 * seen      = ts p:title             # timestamp of the cell, in milliseconds since 1970
 * const src = "hbase"
 * skip      a:secret                 # excluded from every star
 * on error  = reject                 # fail, skip-field, reject (default)
 * </pre>
 *
 * <p>Values are checked strictly: a value that does not match its type exactly is an error. The
 * message names row, column and value. {@code on error} decides what happens: the task fails, the
 * document is written without the value, or the row is rejected. An error in the id, the routing
 * value, the version or a column marked {@code !} always rejects the row or fails the task.
 *
 * <p>A dot in a qualifier stays in the field name, and Elasticsearch makes an object of it. Field
 * names taken from data must not repeat names of other lines in the same object. Use {@code skip}
 * to exclude a column that has its own line from a star.
 *
 * <p>A row without any of the columns is also indexed, with the fields from its key and the
 * constants. Without an {@code _id} line the id is the row key as UTF-8. Immutable and thread-safe.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class RowMapping {

  private final IdRule id;
  private final Optional<RoutingRule> routing;
  private final Optional<VersionRule> version;
  private final ObjectField root;
  private final List<Column> skips;
  private final OnError onError;
  private final Layout layout;

  RowMapping(
      IdRule id,
      Optional<RoutingRule> routing,
      Optional<VersionRule> version,
      ObjectField root,
      List<Column> skips,
      OnError onError) {
    this.id = id;
    this.routing = routing;
    this.version = version;
    this.root = root;
    this.skips = Collections.unmodifiableList(new ArrayList<>(skips));
    this.onError = onError;
    this.layout = new Layout(columns(), skips);
  }

  /**
   * Parses a mapping.
   *
   * @param text the lines of the mapping
   * @throws dev.sluice.config.ConfigException with all errors of the mapping, each with line and
   *     column
   */
  public static RowMapping parse(String text) {
    return MappingParser.parse(Objects.requireNonNull(text, "text"));
  }

  /** Returns the same mapping with another routing rule. */
  RowMapping routedBy(RoutingRule rule) {
    return new RowMapping(id, Optional.of(rule), version, root, skips, onError);
  }

  /** The scan for the whole table: {@link #scan(Scan)} of all rows. */
  public Scan scan() {
    return ScanPlan.of(this).narrow(new Scan());
  }

  /**
   * Limits a scan to the columns and versions of the mapping and turns off block caching. Rows,
   * time range and filters of the scan are kept. A row without any of the columns is still
   * returned, with its first cell. If a column is marked {@code !}, only the named column families
   * are read, and rows without data in them are skipped.
   *
   * @param rows the rows to read; not modified
   * @throws dev.sluice.config.ConfigException if the scan splits rows or selects columns
   */
  public Scan scan(Scan rows) {
    return ScanPlan.of(this).narrow(rows);
  }

  /**
   * Describes the mapping: its lines in canonical form, the scan, a suggested index mapping, and
   * the documents of sample rows.
   */
  public String explain(List<Result> samples) {
    return new Explanation(this).of(samples);
  }

  /**
   * Whether different rows always have different ids. True unless the id uses only a part of the
   * row key.
   */
  public boolean hasUniqueIds() {
    return id.isUnique();
  }

  IdRule id() {
    return id;
  }

  Optional<RoutingRule> routing() {
    return routing;
  }

  Optional<VersionRule> version() {
    return version;
  }

  ObjectField root() {
    return root;
  }

  OnError onError() {
    return onError;
  }

  Layout layout() {
    return layout;
  }

  /** All columns that are read, in the order of the lines. */
  Set<Column> columns() {
    Set<Column> columns = new LinkedHashSet<>();
    routing.flatMap(RoutingRule::column).ifPresent(columns::add);
    version.flatMap(VersionRule::column).ifPresent(columns::add);
    root.columns(columns::add);
    return columns;
  }

  /** The mapping in canonical form, one statement per line; {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(id.toString());
    routing.ifPresent(rule -> lines.add(rule.toString()));
    version.ifPresent(rule -> lines.add(rule.toString()));
    root.lines(lines::add);
    skips.forEach(skip -> lines.add("skip " + skip));
    lines.add("on error = " + onError);
    return String.join("\n", lines);
  }
}
