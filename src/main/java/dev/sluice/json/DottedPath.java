package dev.sluice.json;

/** Names joined by dots, {@code a.b}, that lead through objects to a field. */
final class DottedPath {

  private DottedPath() {}

  /** Whether a path leads to what is in the object of a name; a name may have dots itself. */
  static boolean leadsThrough(String path, String name) {
    return path.startsWith(name) && path.startsWith(".", name.length());
  }

  /** The path from within that object. */
  static String behind(String path, String name) {
    return path.substring(name.length() + 1);
  }

  /** The path of a field of the object that a path leads to; the outermost has an empty one. */
  static String within(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }
}
