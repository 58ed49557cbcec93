package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The keys for the address of a document and for the fields to index. */
final class EsMappingKeys {

  private static final String OUR_ID = "sluice.id";
  private static final String OUR_NUMBERS = "sluice.id.numbers";
  private static final String OUR_NULL = "sluice.id.null";
  private static final String OUR_ROUTING = "sluice.routing.field";
  private static final String OUR_JOIN = "sluice.routing.join";
  private static final String OUR_VERSION = "sluice.version.field";
  private static final String OUR_VERSION_TYPE = "sluice.version.type";
  private static final String OUR_INCLUDE = "sluice.source.include";
  private static final String OUR_EXCLUDE = "sluice.source.exclude";

  /** The number format of elasticsearch-hadoop. */
  static final String DOUBLE = "double";

  private static final String GONE =
      "Elasticsearch removed this feature in version 6; remove the key and ";
  private static final String CLASS =
      "elasticsearch-hadoop classes are not supported. Convert records in the mapper, or write"
          + " BulkActionWritable with all fields set.";

  static final EsKey ID =
      EsKey.kept(
              "es.mapping.id",
              "",
              "The field with the id, or <text> for a constant. JSON numbers are formatted as in"
                  + " elasticsearch-hadoop (1.50 is 1.5, 1e3 is 1000.0). A number out of the"
                  + " range of a double rejects"
                  + " its document. A document with a null id gets a generated id.")
          .to(OUR_ID, OUR_NUMBERS, OUR_NULL);
  static final EsKey ROUTING =
      EsKey.kept(
              "es.mapping.routing",
              "",
              "The field with the routing, or <text> for a constant. A constant also limits reading"
                  + " to its shards.")
          .to(OUR_ROUTING, "sluice.read.routing", OUR_NUMBERS);
  static final EsKey VERSION =
      EsKey.kept(
              "es.mapping.version",
              "",
              "The field with the version, or <number> for a constant. Not allowed for updates,"
                  + " which Elasticsearch does not version externally.")
          .to(OUR_VERSION);
  static final EsKey VERSION_TYPE =
      EsKey.kept(
              "es.mapping.version.type",
              "external",
              "external (or external_gt) or external_gte. Elasticsearch accepts no others on"
                  + " writes.")
          .to(OUR_VERSION_TYPE);
  static final EsKey JOIN =
      EsKey.kept(
              "es.mapping.join",
              "",
              "The join field. A child is routed by its parent's id, unless es.mapping.routing is"
                  + " set.")
          .to(OUR_JOIN, OUR_NUMBERS);
  static final EsKey INCLUDE =
      EsKey.kept("es.mapping.include", "", "The fields to index; also applies to JSON.")
          .to(OUR_INCLUDE);
  static final EsKey EXCLUDE =
      EsKey.kept("es.mapping.exclude", "", "The fields not to index; also applies to JSON.")
          .to(OUR_EXCLUDE);
  static final EsKey AUTO_QUOTE =
      EsKey.ours(
          "es.mapping.constant.auto.quote",
          "true",
          "a constant is a JSON value if it parses as one, otherwise a string.");
  static final EsKey RICH_DATES =
      EsKey.ignored(
          "es.mapping.date.rich",
          "true",
          "dates are written unchanged, and read as the string or number they are.");
  static final EsKey PARENT =
      EsKey.refused("es.mapping.parent", "", GONE + "set a join field with es.mapping.join.");
  static final EsKey TTL =
      EsKey.refused(
          "es.mapping.ttl", "", GONE + "use index lifecycle management to delete documents.");
  static final EsKey TIMESTAMP =
      EsKey.refused("es.mapping.timestamp", "", GONE + "store the time in a field.");
  static final EsKey FORMATTER = EsKey.refused("es.mapping.index.formatter.class", "", CLASS);
  static final EsKey VALUE_WRITER = EsKey.refused("es.ser.writer.value.class", "", CLASS);
  static final EsKey BYTES_WRITER = EsKey.refused("es.ser.writer.bytes.class", "", CLASS);

  static final List<EsKey> ALL =
      EsKey.all(
          Arrays.asList(
              ID,
              ROUTING,
              VERSION,
              VERSION_TYPE,
              JOIN,
              INCLUDE,
              EXCLUDE,
              AUTO_QUOTE,
              RICH_DATES,
              PARENT,
              TTL,
              TIMESTAMP),
          extractor("id"),
          extractor("parent"),
          extractor("join"),
          extractor("version"),
          extractor("routing"),
          extractor("ttl"),
          extractor("timestamp"),
          extractor("index"),
          extractor("params"),
          extractor("default"),
          extractor("metadata"),
          Arrays.asList(FORMATTER, VALUE_WRITER, BYTES_WRITER));

  private EsMappingKeys() {}

  private static List<EsKey> extractor(String what) {
    return Collections.singletonList(
        EsKey.refused("es.mapping." + what + ".extractor.class", "", CLASS));
  }

  /** Whether the source of ids is set, by es.* or sluice.* keys. */
  static boolean hasId(EsDraft draft) {
    return draft.find(ID).isPresent() || draft.isOurs(OUR_ID);
  }

  static void translate(EsDraft draft) {
    draft.find(ID).ifPresent(field -> translateId(field, draft));
    for (EsKey key : Arrays.asList(ROUTING, JOIN)) {
      draft.find(key).ifPresent(field -> draft.set(key, OUR_NUMBERS, DOUBLE));
    }
    draft.find(ROUTING).ifPresent(field -> draft.set(ROUTING, OUR_ROUTING, field));
    draft.find(JOIN).ifPresent(field -> draft.set(JOIN, OUR_JOIN, field));
    draft.find(INCLUDE).ifPresent(fields -> draft.set(INCLUDE, OUR_INCLUDE, fields));
    draft.find(EXCLUDE).ifPresent(fields -> draft.set(EXCLUDE, OUR_EXCLUDE, fields));
    if (draft.find(VERSION).isPresent()) {
      translateVersion(draft);
    }
  }

  private static void translateId(String field, EsDraft draft) {
    draft.set(ID, OUR_ID, "field:" + field);
    draft.set(ID, OUR_NUMBERS, DOUBLE);
    draft.set(ID, OUR_NULL, "generate");
  }

  private static void translateVersion(EsDraft draft) {
    if (EsResourceKeys.updates(draft)) {
      draft.refuse(
          VERSION
              + " is set, but Elasticsearch does not accept a version with operation "
              + EsResourceKeys.operation(draft)
              + ": remove it, or set "
              + EsResourceKeys.OPERATION
              + " to index");
      return;
    }
    draft.set(VERSION, OUR_VERSION, draft.text(VERSION));
    String type = draft.text(VERSION_TYPE).toLowerCase(Locale.ROOT);
    switch (type) {
      case "external":
      case "external_gt":
        draft.set(VERSION_TYPE, OUR_VERSION_TYPE, "external");
        return;
      case "external_gte":
        draft.set(VERSION_TYPE, OUR_VERSION_TYPE, type);
        return;
      default:
        draft.refuse(
            VERSION_TYPE
                + " is \""
                + type
                + "\", which Elasticsearch does not accept on writes: set it to external or"
                + " external_gte, or remove it");
    }
  }
}
