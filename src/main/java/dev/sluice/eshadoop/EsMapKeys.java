package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The keys for the values that a mapper gets. */
final class EsMapKeys {

  private static final String OUR_METADATA = "sluice.read.metadata";
  private static final String OUR_METADATA_NAME = "sluice.read.metadata.name";
  private static final String OUR_METADATA_FIELDS = "sluice.read.metadata.fields";
  private static final String OUR_METADATA_TYPE = "sluice.read.metadata.type";
  private static final String OUR_UNREADABLE = "sluice.read.unreadable";

  static final EsKey METADATA =
      EsKey.kept(
              "es.read.metadata",
              "false",
              "Add _index, _id, _score and _routing to maps and JSON, in a metadata field; as"
                  + " strings, in a map.")
          .to(OUR_METADATA, OUR_METADATA_FIELDS, OUR_METADATA_TYPE);
  static final EsKey METADATA_FIELD =
      EsKey.kept("es.read.metadata.field", "_metadata", "The name of the metadata field.")
          .to(OUR_METADATA_NAME);
  static final EsKey METADATA_VERSION =
      EsKey.kept("es.read.metadata.version", "false", "Add _version to the metadata, too.")
          .to(OUR_METADATA_FIELDS);
  static final EsKey INCLUDE =
      EsKey.kept(
              "es.read.field.include",
              "",
              "The fields to include in maps. List an object and its fields separately (a,a.*).")
          .to("sluice.read.map.include");
  static final EsKey EXCLUDE =
      EsKey.kept("es.read.field.exclude", "", "The fields to exclude from maps.")
          .to("sluice.read.map.exclude");
  static final EsKey EMPTY_AS_NULL =
      EsKey.kept("es.read.field.empty.as.null", "yes", "Convert empty strings to null in maps.")
          .formerly("es.field.read.empty.as.null")
          .to("sluice.read.map.empty-as-null");
  static final EsKey UNMAPPED =
      EsKey.kept(
              "es.read.unmapped.fields.ignore",
              "true",
              "Omit fields from maps that are not in the index mapping, or that have a"
                  + " type unknown to elasticsearch-hadoop, such as flattened. A warning"
                  + " lists the latter.")
          .to("sluice.read.map.unmapped");
  static final EsKey ARRAYS =
      EsKey.kept(
              "es.read.field.as.array.include",
              "",
              "Fields that are always an array, even with a single value.")
          .to("sluice.read.map.arrays");
  static final EsKey NO_ARRAYS =
      EsKey.ignored(
          "es.read.field.as.array.exclude", "", "an array in a document is an array in its map.");
  static final EsKey READER =
      EsKey.refused(
          "es.ser.reader.value.class",
          "",
          "read the documents as JSON (es.output.json) and convert them in the mapper.");
  static final EsKey HANDLERS =
      EsKey.kept(
              "es.read.data.error.handlers",
              "fail",
              "Handling of documents with a value that does not have its mapped type:"
                  + " log skips the document, counts it and warns once; fail fails the task. Any"
                  + " other"
                  + " handler is refused at submission.")
          .to(OUR_UNREADABLE);
  static final EsKey LOG_HANDLER =
      EsKey.ignored(
          "es.read.data.error.handler.log.*",
          "",
          "the first skipped document is logged, and a counter counts all of them.");
  static final EsKey HANDLER =
      EsKey.refused(
          "es.read.data.error.handler.*",
          "",
          "custom handlers are not supported; log and fail are supported in"
              + " es.read.data.error.handlers.");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              METADATA,
              METADATA_FIELD,
              METADATA_VERSION,
              INCLUDE,
              EXCLUDE,
              EMPTY_AS_NULL,
              UNMAPPED,
              ARRAYS,
              NO_ARRAYS,
              READER,
              HANDLERS,
              LOG_HANDLER,
              HANDLER));

  private EsMapKeys() {}

  /** Translates the keys, for maps or for JSON. */
  static void translate(EsDraft draft, boolean json) {
    metadata(draft);
    if (json) {
      warnOfFilters(draft);
    } else {
      maps(draft);
      handlers(draft);
    }
  }

  private static void metadata(EsDraft draft) {
    if (!draft.flag(METADATA)) {
      return;
    }
    String version = draft.flag(METADATA_VERSION) ? "_version," : "";
    draft.set(METADATA, OUR_METADATA, "true");
    draft.set(METADATA, OUR_METADATA_FIELDS, "_index,_id," + version + "_score,_routing");
    draft.set(METADATA, OUR_METADATA_TYPE, "text");
    draft.set(METADATA_FIELD, OUR_METADATA_NAME, draft.text(METADATA_FIELD));
  }

  private static void warnOfFilters(EsDraft draft) {
    for (EsKey key : Arrays.asList(INCLUDE, EXCLUDE)) {
      if (draft.find(key).isPresent()) {
        draft.warn(
            key + " has no effect on documents that are read as JSON: use es.read.source.filter.");
      }
    }
  }

  private static void maps(EsDraft draft) {
    draft.set(
        EMPTY_AS_NULL,
        "sluice.read.map.empty-as-null",
        Boolean.toString(draft.flag(EMPTY_AS_NULL)));
    draft.set(UNMAPPED, "sluice.read.map.unmapped", Boolean.toString(!draft.flag(UNMAPPED)));
    draft.find(INCLUDE).ifPresent(text -> draft.set(INCLUDE, "sluice.read.map.include", text));
    draft.find(EXCLUDE).ifPresent(text -> draft.set(EXCLUDE, "sluice.read.map.exclude", text));
    draft
        .find(ARRAYS)
        .ifPresent(text -> draft.set(ARRAYS, "sluice.read.map.arrays", withoutDepths(text)));
  }

  /** Removes a number after a colon, the array depth for Spark. */
  private static String withoutDepths(String fields) {
    return Arrays.stream(fields.split(","))
        .map(field -> field.trim().replaceAll(":\\d+$", ""))
        .collect(Collectors.joining(","));
  }

  /** The first handler decides, because log and fail each handle every document. */
  private static void handlers(EsDraft draft) {
    String first = draft.text(HANDLERS).split(",")[0].trim();
    if (first.equals("log")) {
      draft.set(HANDLERS, OUR_UNREADABLE, "skip");
    } else if (!first.equals("fail")) {
      draft.refuse(
          HANDLERS
              + " names \""
              + first
              + "\", which Sluice does not support: use log or fail, or remove the key");
    }
  }
}
