package dev.sluice.mapreduce.job;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The indices that actions named themselves, so that those alone are refreshed in the end; none
 * where all went to the job's index. Beyond a number of them it is only known that they are many.
 * Not thread-safe.
 */
public final class WrittenIndices {

  private static final int MOST = 1_000;
  private static final String MANY = "*";

  private final Set<String> names = new TreeSet<>();
  private String last;

  /** What {@link #toString} gave; of an earlier version, nothing. */
  public static WrittenIndices parse(String text) {
    WrittenIndices indices = new WrittenIndices();
    if (!text.isEmpty()) {
      indices.addAll(Arrays.asList(text.split(",")));
    }
    return indices;
  }

  public void add(String name) {
    // Most often it is the one that the action before had.
    if (!name.equals(last)) {
      last = name;
      addAll(Collections.singleton(name));
    }
  }

  void addAll(WrittenIndices others) {
    addAll(others.names);
  }

  private void addAll(Collection<String> more) {
    if (!areMany()) {
      names.addAll(more);
      if (names.size() > MOST) {
        names.clear();
        names.add(MANY);
      }
    }
  }

  /** Whether there are too many to be told one by one. */
  public boolean areMany() {
    return names.contains(MANY);
  }

  /** Their names. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}
