package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.submit.CompareSubmission;
import dev.sluice.verify.IndexGroups;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * The indices that a job compares with, as submission found them: the names to read, the groups of
 * names that mean the same, and a number for each concrete index. Immutable.
 */
public final class ComparedIndices {

  private static final String NAMES = InternalKeys.PREFIX + "verify.names";
  private static final String SEVERAL = InternalKeys.PREFIX + "verify.several";
  private static final String GROUPS = InternalKeys.PREFIX + "verify.groups";
  private static final String CONCRETE = InternalKeys.PREFIX + "verify.concrete";

  private final List<String> names;
  private final boolean several;
  private final IndexGroups groups;
  private final List<String> concrete;

  private ComparedIndices(
      List<String> names, boolean several, IndexGroups groups, List<String> concrete) {
    this.names = names;
    this.several = several;
    this.groups = groups;
    this.concrete = concrete;
  }

  static void store(CompareSubmission found, Configuration conf) {
    conf.setStrings(NAMES, found.names().toArray(new String[0]));
    conf.setBoolean(SEVERAL, found.isOfSeveral());
    conf.set(GROUPS, IndexGroups.of(found.aliases()).toJson());
  }

  /** Stores the concrete indices, which the splits know. */
  static void number(Collection<String> indices, Configuration conf) {
    conf.setStrings(CONCRETE, new TreeSet<>(indices).toArray(new String[0]));
  }

  /** Those of a job. */
  public static ComparedIndices load(Configuration conf) {
    return new ComparedIndices(
        Arrays.asList(conf.getTrimmedStrings(NAMES)),
        conf.getBoolean(SEVERAL, false),
        IndexGroups.parse(conf.getRaw(GROUPS) == null ? "{}" : conf.getRaw(GROUPS)),
        Arrays.asList(conf.getTrimmedStrings(CONCRETE)));
  }

  /** The names or patterns to read. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Whether each document chooses its index, so that an id can be in each group. */
  boolean isOfSeveral() {
    return several;
  }

  /** The names that mean the same indices. */
  public IndexGroups groups() {
    return groups;
  }

  /** The group to which an id belongs; empty if ids are unique over all indices. */
  public String groupOf(String index) {
    return several ? groups.of(index) : "";
  }

  int numberOf(String index) {
    return concrete.indexOf(index);
  }

  String concrete(int number) {
    return concrete.get(number);
  }
}
