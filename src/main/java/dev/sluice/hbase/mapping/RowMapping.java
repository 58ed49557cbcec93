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
 * How rows of a table become documents, one document a row. Written as lines:
 *
 * <pre>
 * _id       = key as hex             # utf8 (default), hex, base64url, sha256, uuid, byte ... long
 * _routing  = info:tenant            # or a part of the key; a row without it is an error
 * _version  = ts max                 # or ts info:state; judged external_gte
 * host      = key[0..8] as string    # a part of the row key
 * title     = p:title                # string is the default type
 * fetched   = p:t as long !          # ! makes a row without the column an error
 * price     = p:price as text:double # a number stored as text
 * day       = p:day as long date:epoch_millis
 * raw       = p:json as json         # verbatim
 * more      = p:more as json merge   # its keys, instead of "more"
 * http.code = h:status as int        # dots make objects
 * attr.*    = a:* as string          # a family becomes an object
 * stat.*    = s:cnt_* as long        # the prefix is taken off
 * tags[]    = t:* names              # qualifiers become values
 * hist[]    = p:price versions 5 as {ts, v: double}
 * seen      = ts p:title             # when the cell was written, in milliseconds since 1970
 * const src = "hbase"
 * skip      a:secret                 # left out of every star
 * on error  = reject                 # fail, skip-field, reject (default)
 * </pre>
 *
 * <p>A value must be of its type to the byte. One that is not is an error that names row, column
 * and what was found, and {@code on error} decides: the task fails, the document goes without that
 * value, or the row is rejected. An id, a routing value, a version or a column marked {@code !}
 * that cannot be had always costs the row.
 *
 * <p>A dot in a qualifier stays in the name, and Elasticsearch makes an object of it. Names that
 * come from the data may not repeat those of other lines in the same object; {@code skip} keeps a
 * column that has a line of its own out of a star.
 *
 * <p>A row that has none of the columns is indexed too, with what the key and the constants give.
 * Without an {@code _id} line the id is the row key as UTF-8. Immutable and thread-safe.
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
   * Reads a mapping.
   *
   * @param text its lines
   * @throws dev.sluice.config.ConfigException if it has mistakes: all of them, each with its line
   *     and column
   */
  public static RowMapping parse(String text) {
    return MappingParser.parse(Objects.requireNonNull(text, "text"));
  }

  /** The same with another rule of routing. */
  RowMapping routedBy(RoutingRule rule) {
    return new RowMapping(id, Optional.of(rule), version, root, skips, onError);
  }

  /** The scan that reads what the mapping needs: {@link #scan(Scan)} of the whole table. */
  public Scan scan() {
    return ScanPlan.of(this).narrow(new Scan());
  }

  /**
   * Narrows a scan to what the mapping needs: its columns and versions, past the block cache. Rows,
   * times and filters of the scan stay. A row that has none of the columns still comes, with its
   * first cell, unless a column is marked {@code !}: then only the families named are read, and a
   * row with nothing in them is not seen.
   *
   * @param rows which rows to read; it is not changed
   * @throws dev.sluice.config.ConfigException if the scan cuts rows into pieces or names columns of
   *     its own
   */
  public Scan scan(Scan rows) {
    return ScanPlan.of(this).narrow(rows);
  }

  /**
   * Explains the mapping to people: its lines in canonical form, the scan in words, a mapping to
   * suggest to Elasticsearch, and the documents made of some rows.
   */
  public String explain(List<Result> samples) {
    return new Explanation(this).of(samples);
  }

  /** Whether two rows cannot have the same id; so it is unless only a part of the key is used. */
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

  /** Every column that is read, in order of the lines. */
  Set<Column> columns() {
    Set<Column> columns = new LinkedHashSet<>();
    routing.flatMap(RoutingRule::column).ifPresent(columns::add);
    version.flatMap(VersionRule::column).ifPresent(columns::add);
    root.columns(columns::add);
    return columns;
  }

  /** The mapping in canonical form, a line each; {@link #parse} reads it back. */
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
