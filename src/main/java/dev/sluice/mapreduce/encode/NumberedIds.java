package dev.sluice.mapreduce.encode;

import java.util.Optional;

/**
 * Numbers the documents of a task. A second attempt reads the same records in the same order, and
 * gives each the same id.
 */
final class NumberedIds implements DocumentIds {

  private final String prefix;
  private long number;

  NumberedIds(String task) {
    prefix = task + "_";
  }

  @Override
  public Optional<String> next(Object key, byte[] json, int start, int count) {
    return Optional.of(prefix + number++);
  }
}
