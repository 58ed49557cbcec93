package dev.sluice.json;

import java.io.IOException;

/** Finds a field of a document with a value of any kind, and copies that byte for byte. */
public final class RawField {

  private final String path;
  private int from;
  private int length;

  /**
   * A field.
   *
   * @param path its name, or a dotted path
   */
  public RawField(String path) {
    this.path = path;
  }

  /**
   * Looks for the field in a document.
   *
   * @return whether it has one; the value stands at {@link #from} then
   * @throws IOException if the bytes up to it are no JSON object
   */
  public boolean find(byte[] json, int start, int count) throws IOException {
    JsonScan scan = new JsonScan(json, start, count);
    return find(scan, path);
  }

  private boolean find(JsonScan scan, String wanted) throws IOException {
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      if (name.equals(wanted)) {
        scan.value();
        from = scan.from();
        length = scan.to() - scan.from();
        return true;
      }
      if (DottedPath.leadsThrough(wanted, name) && scan.peek() == '{') {
        if (find(scan, DottedPath.behind(wanted, name))) {
          return true;
        }
      } else {
        scan.value();
      }
    }
    return false;
  }

  /** Where the value begins that was found. */
  public int from() {
    return from;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }
}
