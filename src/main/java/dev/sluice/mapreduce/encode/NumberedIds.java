package dev.sluice.mapreduce.encode;

import java.util.Optional;

/**
 * Generates ids from record numbers. A second attempt of the task reads the same records in the
 * same order and generates the same ids.
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

  @Override
  public long numbered() {
    return number;
  }

  @Override
  public void continueAt(long next) {
    number = next;
  }
}
