package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.SyntaxException;
import dev.sluice.hbase.types.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of a field in the document: {@code a.b}, {@code a.b.*} for the members of an object, or
 * {@code a.b[]} for an array. Immutable.
 */
final class FieldPath {

  enum Kind {
    VALUE,
    MEMBERS,
    ARRAY
  }

  private static final Set<String> RESERVED =
      new HashSet<>(
          Arrays.asList(
              "_id",
              "_routing",
              "_version",
              "_index",
              "_type",
              "_source",
              "_seq_no",
              "_primary_term",
              "_field_names",
              "_ignored",
              "_nested_path",
              "_tier"));

  private final String text;
  private final Kind kind;
  private final List<String> path;

  private FieldPath(String text, Kind kind, List<String> path) {
    this.text = text;
    this.kind = kind;
    this.path = path;
  }

  static FieldPath parse(Tokens words) throws SyntaxException {
    int column = words.column();
    String word = words.next("a field name");
    Kind kind = Kind.VALUE;
    String name = word;
    if (word.equals("*") || word.endsWith(".*")) {
      kind = Kind.MEMBERS;
    } else if (word.endsWith("[]")) {
      kind = Kind.ARRAY;
      name = word.substring(0, word.length() - 2);
    }
    List<String> path = Arrays.asList(name.split("\\.", -1));
    boolean strange =
        path.contains("")
            || name.matches(".*[\"\\[\\]\\\\:].*")
            || (kind != Kind.MEMBERS && name.contains("*"));
    if (strange) {
      throw new SyntaxException(
          column,
          "\"" + word + "\" is not a field name; write name, object.name, object.* or name[]");
    }
    if (RESERVED.contains(path.get(0))) {
      throw new SyntaxException(
          column, path.get(0) + " is reserved by Elasticsearch and cannot be a field");
    }
    return new FieldPath(word, kind, new ArrayList<>(path));
  }

  Kind kind() {
    return kind;
  }

  /** The names of the path; for members the last one is the star. */
  List<String> path() {
    return Collections.unmodifiableList(path);
  }

  /** Checks that the kind of the path fits its source. */
  void require(Kind wanted, int column, String what) throws SyntaxException {
    if (kind != wanted) {
      String form = wanted == Kind.VALUE ? "name" : wanted == Kind.MEMBERS ? "object.*" : "name[]";
      throw new SyntaxException(
          column, what + " requires a target of the form " + form + ", not \"" + text + "\"");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
