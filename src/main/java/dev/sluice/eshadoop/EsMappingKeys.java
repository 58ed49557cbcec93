package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The keys that say what of a document is its address, and what of it goes into the index. */
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

  /** How JSON numbers became text there. */
  static final String DOUBLE = "double";

  private static final String GONE =
      "Elasticsearch has none since version 6; take the key out, and ";
  private static final String CLASS =
      "classes of elasticsearch-hadoop cannot be called. Shape the records in the mapper, or write"
          + " BulkActionWritable, which says everything itself.";

  static final EsKey ID =
      EsKey.kept(
              "es.mapping.id",
              "",
              "The field with the id, or <text> for all. A JSON number is written as it was there"
                  + " (1.50 is 1.5, 1e3 is 1000.0), but rejects its document where a double cannot"
                  + " hold it; a document whose id is null gets one, as documents without do.")
          .to(OUR_ID, OUR_NUMBERS, OUR_NULL);
  static final EsKey ROUTING =
      EsKey.kept(
              "es.mapping.routing",
              "",
              "The field with the routing, or <text> for all; the latter also narrows what is read"
                  + " to the shards it leads to.")
          .to(OUR_ROUTING, "sluice.read.routing", OUR_NUMBERS);
  static final EsKey VERSION =
      EsKey.kept(
              "es.mapping.version",
              "",
              "The field with the version, or <number> for all; not for updates, for which"
                  + " Elasticsearch has none.")
          .to(OUR_VERSION);
  static final EsKey VERSION_TYPE =
      EsKey.kept(
              "es.mapping.version.type",
              "external",
              "external (or external_gt) and external_gte; Elasticsearch takes no other on writes.")
          .to(OUR_VERSION_TYPE);
  static final EsKey JOIN =
      EsKey.kept(
              "es.mapping.join",
              "",
              "The join field: a child is routed by its parent's id, unless es.mapping.routing is"
                  + " set.")
          .to(OUR_JOIN, OUR_NUMBERS);
  static final EsKey INCLUDE =
      EsKey.kept("es.mapping.include", "", "The fields that go into the index, also of JSON.")
          .to(OUR_INCLUDE);
  static final EsKey EXCLUDE =
      EsKey.kept("es.mapping.exclude", "", "The fields that do not, also of JSON.").to(OUR_EXCLUDE);
  static final EsKey AUTO_QUOTE =
      EsKey.ours(
          "es.mapping.constant.auto.quote",
          "true",
          "a constant is a JSON value where it is one, and a string where not.");
  static final EsKey RICH_DATES =
      EsKey.ignored(
          "es.mapping.date.rich",
          "true",
          "dates are written as they are given, and read as the text or number they are.");
  static final EsKey PARENT =
      EsKey.refused("es.mapping.parent", "", GONE + "name a join field by es.mapping.join.");
  static final EsKey TTL =
      EsKey.refused("es.mapping.ttl", "", GONE + "let index lifecycle management delete.");
  static final EsKey TIMESTAMP =
      EsKey.refused("es.mapping.timestamp", "", GONE + "put the time into a field.");
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

  /** Whether it is said what the ids of documents are, in either language. */
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
              + " is set, but Elasticsearch takes no version with an "
              + EsResourceKeys.operation(draft)
              + ": leave it out, or set "
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
                + "\", which Elasticsearch takes no writes with: set it to external or"
                + " external_gte, or leave it out");
    }
  }
}
