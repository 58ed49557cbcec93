package dev.sluice.json;

import java.io.IOException;

/** Finds a field of a document with a value of any type, and gives access to its bytes. */
public final class RawField {

  private final String path;
  private int from;
  private int length;

  /**
   * Creates a search for a field.
   *
   * @param path its name, or a dotted path
   */
  public RawField(String path) {
    this.path = path;
  }

  /**
   * Searches a document.
   *
   * @return whether the field exists; its value is then at {@link #from}
   * @throws IOException if the bytes up to the field are not a JSON object
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

  /** The start of the value found. */
  public int from() {
    return from;
  }

  /** The length of the value in bytes. */
  public int length() {
    return length;
  }
}
