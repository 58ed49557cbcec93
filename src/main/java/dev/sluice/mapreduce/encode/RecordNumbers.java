package dev.sluice.mapreduce.encode;

import dev.sluice.io.ValueEncoder;

/** An encoder that generates ids from record numbers. */
public interface RecordNumbers {

  /** No numbers. */
  RecordNumbers NONE =
      new RecordNumbers() {
        @Override
        public long numbered() {
          return 0;
        }

        @Override
        public void continueAt(long number) {}
      };

  /** The number of ids generated from record numbers so far. */
  long numbered();

  /** Continues the record numbers of an earlier attempt. */
  void continueAt(long number);

  /** The numbers of any encoder; one of a user does not number records. */
  static RecordNumbers of(ValueEncoder encoder) {
    return encoder instanceof RecordNumbers ? (RecordNumbers) encoder : NONE;
  }
}
