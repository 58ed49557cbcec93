package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys that say what of a document goes into the index, and what of it is its address. */
public final class DocumentSettings {

  /** Numbers as ids. */
  public static final Setting<NumberText> ID_NUMBERS =
      Setting.choice("sluice.id.numbers", NumberText.class, NumberText.WRITTEN)
          .doc(
              "How a JSON number becomes the text of an id, a routing value or a part of an index's"
                  + " name: written takes it as it stands, double as Java writes a double (1.50 is"
                  + " 1.5, 1e3 is 1000.0, -0 is 0), as elasticsearch-hadoop does. A number that a"
                  + " double cannot hold rejects its document then.");

  /** Null as an id. */
  public static final Setting<NullId> ID_NULL =
      Setting.choice("sluice.id.null", NullId.class, NullId.REJECT)
          .doc(
              "What becomes of a document whose field with the id is null: reject, or generate an"
                  + " id as sluice.id.generate=each does. Updates and deletes are rejected in any"
                  + " case.");

  /** Routing by a join field. */
  public static final Setting<Optional<String>> ROUTING_JOIN =
      Setting.text("sluice.routing.join")
          .doc(
              "The join field of the documents, by name or dotted path: a child is routed by the id"
                  + " of its parent, unless sluice.routing.field is set.");

  /** Version. */
  public static final Setting<Optional<String>> VERSION_FIELD =
      Setting.text("sluice.version.field")
          .doc(
              "The field of the document, by name or dotted path, with its version, a whole number;"
                  + " a text in angle brackets is the version of all.");

  /** How it is judged. */
  public static final Setting<VersionType> VERSION_TYPE =
      Setting.parsed(
              "sluice.version.type",
              "choice",
              "external",
              "must be one of external, external_gte",
              DocumentSettings::versionType)
          .doc(
              "How Elasticsearch judges that version: external takes a document whose version is"
                  + " higher than the one that is there, external_gte also one that is equal.");

  /** What goes in. */
  public static final Setting<List<String>> INCLUDE =
      Setting.list("sluice.source.include", "")
          .doc(
              "The fields of the document that go into the index, by dotted path; * stands for any"
                  + " letters. An object's own fields are named as well: a,a.* is all of a. By"
                  + " default all go. Ids, routing and versions are read before.");

  /** What stays out. */
  public static final Setting<List<String>> EXCLUDE =
      Setting.list("sluice.source.exclude", "")
          .doc(
              "The fields of the document that do not go into the index, by dotted path; * stands"
                  + " for any letters. Ids, routing and versions are read before.");

  /** Values of any type. */
  public static final Setting<Boolean> VALUE_TEXT =
      Setting.flag("sluice.value.text", false)
          .doc(
              "Take a value of a type that is not known for JSON as its toString gives it; by"
                  + " default it fails the task.");

  /** All of them. */
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
