package dev.sluice.mapreduce.job;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The indices that actions named, so that only these are refreshed at the end; empty if all actions
 * went to the job's index. Beyond a limit, only the fact that there are many is kept. Not
 * thread-safe.
 */
public final class WrittenIndices {

  private static final int MOST = 1_000;
  private static final String MANY = "*";

  private final Set<String> names = new TreeSet<>();
  private String last;

  /** Parses the output of {@link #toString}; empty for an earlier version. */
  public static WrittenIndices parse(String text) {
    WrittenIndices indices = new WrittenIndices();
    if (!text.isEmpty()) {
      indices.addAll(Arrays.asList(text.split(",")));
    }
    return indices;
  }

  public void add(String name) {
    // Usually the same as in the previous action.
    if (!name.equals(last)) {
      last = name;
      addAll(Collections.singleton(name));
    }
  }

  public void addAll(WrittenIndices others) {
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

  /** Whether there are too many to list. */
  public boolean areMany() {
    return names.contains(MANY);
  }

  /** The names. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}
