package dev.sluice.json;

/** Paths of field names joined by dots, such as {@code a.b}. */
final class DottedPath {

  private DottedPath() {}

  /** Whether a path leads into the object of a name; a name can contain dots. */
  static boolean leadsThrough(String path, String name) {
    return path.startsWith(name) && path.startsWith(".", name.length());
  }

  /** The rest of the path within that object. */
  static String behind(String path, String name) {
    return path.substring(name.length() + 1);
  }

  /** The path of a field in the object at a path; the outermost object has an empty path. */
  static String within(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }
}
