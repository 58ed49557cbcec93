package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;

/** A custom type of the user. Any exception it throws marks the value as invalid. */
final class CustomType implements ColumnType {

  private final Class<? extends ColumnType> type;
  private final ColumnType writer;

  private CustomType(Class<? extends ColumnType> type, ColumnType writer) {
    this.type = type;
    this.writer = writer;
  }

  /** Creates an instance of a class that was checked to have a usable constructor. */
  static CustomType of(Class<? extends ColumnType> type) {
    try {
      return new CustomType(type, type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " could be created once but not again", e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, JsonWriter json) {
    int mark = json.mark();
    try {
      writer.write(bytes, offset, length, json);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "found "
              + ValueError.show(bytes, offset, length)
              + ", for which "
              + type.getName()
              + " "
              + e,
          e);
    }
    if (!json.isPast(mark)) {
      throw new IllegalArgumentException(type.getName() + " did not write a value");
    }
  }
}
