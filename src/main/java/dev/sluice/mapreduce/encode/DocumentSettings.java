package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys for the address and the indexed fields of a document. */
public final class DocumentSettings {

  /** Number format in ids. */
  public static final Setting<NumberText> ID_NUMBERS =
      Setting.choice("sluice.id.numbers", NumberText.class, NumberText.WRITTEN)
          .doc(
              "How a JSON number becomes the text of an id, a routing value or part of"
                  + " an index name. written: as in the document. double: as Java prints a"
                  + " double (1.50 becomes 1.5, 1e3 becomes 1000.0, -0 becomes 0), as"
                  + " elasticsearch-hadoop does. With double, a number that does not fit a"
                  + " double rejects its document.");

  /** Handling of null ids. */
  public static final Setting<NullId> ID_NULL =
      Setting.choice("sluice.id.null", NullId.class, NullId.REJECT)
          .doc(
              "What to do with a document if its id field is null. reject: reject it."
                  + " generate: generate an id, as with sluice.id.generate=each. Updates and"
                  + " deletes are always rejected.");

  /** Routing by a join field. */
  public static final Setting<Optional<String>> ROUTING_JOIN =
      Setting.text("sluice.routing.join")
          .doc(
              "Join field of the documents, by name or dotted path. A child document is"
                  + " routed by the id of its parent, unless sluice.routing.field is set.");

  /** Version field. */
  public static final Setting<Optional<String>> VERSION_FIELD =
      Setting.text("sluice.version.field")
          .doc(
              "Field of the document, by name or dotted path, that holds its version, a"
                  + " whole number. A number in angle brackets, such as <7>, is the version of"
                  + " all documents.");

  /** Version type. */
  public static final Setting<VersionType> VERSION_TYPE =
      Setting.parsed(
              "sluice.version.type",
              "choice",
              "external",
              "must be one of external, external_gte",
              DocumentSettings::versionType)
          .doc(
              "How Elasticsearch checks the version. external: writes a document if its"
                  + " version is higher than the stored one. external_gte: if it is higher or"
                  + " equal.");

  /** Fields to index. */
  public static final Setting<List<String>> INCLUDE =
      Setting.list("sluice.source.include", "")
          .doc(
              "Fields to index, as dotted paths; * is a wildcard. Name an object and its"
                  + " fields: a,a.* is all of a. By default all fields. Ids, routing values"
                  + " and versions are read before fields are removed.");

  /** Fields not to index. */
  public static final Setting<List<String>> EXCLUDE =
      Setting.list("sluice.source.exclude", "")
          .doc(
              "Fields not to index, as dotted paths; * is a wildcard. Ids, routing"
                  + " values and versions are read before fields are removed.");

  /** Other values as text. */
  public static final Setting<Boolean> VALUE_TEXT =
      Setting.flag("sluice.value.text", false)
          .doc(
              "Converts values of unsupported types with toString. By default such a"
                  + " value fails the task.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              ID_NUMBERS,
              ID_NULL,
              ROUTING_JOIN,
              VERSION_FIELD,
              VERSION_TYPE,
              INCLUDE,
              EXCLUDE,
              VALUE_TEXT));

  private DocumentSettings() {}

  private static VersionType versionType(String text) {
    for (VersionType type : VersionType.values()) {
      if (type.word().equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("not a version type: " + text);
  }
}
