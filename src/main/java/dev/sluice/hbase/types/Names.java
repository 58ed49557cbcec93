package dev.sluice.hbase.types;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import org.apache.hadoop.hbase.util.Bytes;

/** The member names that mapping lines give to one object. Immutable. */
public final class Names {

  public static final Names NONE = of(Collections.emptySet());

  private final byte[][] names;

  private Names(byte[][] names) {
    this.names = names;
  }

  public static Names of(Collection<String> names) {
    return new Names(
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }

  /**
   * Checks that a name from the data is not one of these.
   *
   * @throws IllegalArgumentException if it is
   */
  public void refuse(byte[] bytes, int offset, int length) {
    for (byte[] name : names) {
      if (Bytes.equals(name, 0, name.length, bytes, offset, length)) {
        throw new IllegalArgumentException(
            "found the name \""
                + Bytes.toString(name)
                + "\", which the mapping already uses for another field of the same object");
      }
    }
  }
}
