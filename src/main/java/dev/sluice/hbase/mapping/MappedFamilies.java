package dev.sluice.hbase.mapping;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.regionserver.NoSuchColumnFamilyException;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.util.Bytes;

/** Checks that a table has the column families of a mapping. Immutable. */
public final class MappedFamilies {

  /** Any row key: a region server checks families and permissions before it looks up the row. */
  private static final byte[] ANY_ROW = {0};

  private final Set<byte[]> families;
  private final String where;

  private MappedFamilies(Set<byte[]> families, String where) {
    this.families = families;
    this.where = where;
  }

  /**
   * The families of a mapping.
   *
   * @param where the table or snapshot, for messages, such as {@code table pages}
   */
  public static MappedFamilies of(RowMapping mapping, String where) {
    Set<byte[]> families = new TreeSet<>(Bytes.BYTES_COMPARATOR);
    mapping.columns().forEach(column -> families.add(column.family()));
    return new MappedFamilies(families, where);
  }

  /**
   * Checks them against the table descriptor.
   *
   * @throws ConfigException if a family does not exist
   */
  public void check(TableDescriptor table) {
    Set<String> missing = names(family -> !table.hasColumnFamily(family));
    if (!missing.isEmpty()) {
      Set<String> all =
          table.getColumnFamilyNames().stream()
              .map(Bytes::toString)
              .collect(Collectors.toCollection(TreeSet::new));
      throw new ConfigException(
          "the mapping uses the families " + missing + ", but " + where + " has only " + all);
    }
  }

  /**
   * Checks them by reading one row of each, which needs only the right to read. Blocks.
   *
   * @throws ConfigException if a family does not exist, or the user may not read it
   */
  public void check(Table table) throws IOException {
    Set<String> missing = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (byte[] family : families) {
      try {
        table.get(new Get(ANY_ROW).addFamily(family));
      } catch (NoSuchColumnFamilyException e) {
        missing.add(Bytes.toString(family));
      } catch (AccessDeniedException e) {
        refused.add(Bytes.toString(family));
      }
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "the mapping uses the families " + missing + ", which " + where + " does not have");
    }
    if (!refused.isEmpty()) {
      throw new ConfigException(
          "the mapping uses the families "
              + refused
              + ", but user "
              + User.getCurrent().getName()
              + " may not read them in "
              + where
              + ": grant READ");
    }
  }

  private Set<String> names(Predicate<byte[]> which) {
    return families.stream()
        .filter(which)
        .map(Bytes::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
