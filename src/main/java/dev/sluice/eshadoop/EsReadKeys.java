package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of reading. */
final class EsReadKeys {

  private static final String OUR_INDEX = "sluice.read.index";

  static final EsKey RESOURCE_READ =
      EsKey.kept(
              "es.resource.read",
              "",
              "The indices to read, if the job writes to another index. A type after a slash and"
                  + " {braces} are refused at submission.")
          .to(OUR_INDEX);
  static final EsKey QUERY =
      EsKey.kept(
              "es.query",
              "",
              "Which documents to read: ?q=..., a Query DSL query or search body, or the name of a"
                  + " file or class path resource that contains one.")
          .to("sluice.read.query");
  static final EsKey OUTPUT_JSON =
      EsKey.kept(
              "es.output.json",
              "no",
              "Return documents as Text, byte for byte, instead of maps. Maps are typed by the"
                  + " index"
                  + " mapping.")
          .to("sluice.read.value", "sluice.read.map.types");
  static final EsKey SCROLL_SIZE =
      EsKey.ours(
          "es.scroll.size",
          "1000",
          "pages are sized in bytes (sluice.read.page.size), whatever the document size.");
  static final EsKey KEEP_ALIVE =
      EsKey.kept(
              "es.scroll.keepalive",
              "5m",
              "How long Elasticsearch keeps the point in time of a shard after the last request."
                  + " It is"
                  + " extended while the mapper is slow.")
          .to("sluice.read.keep-alive");
  static final EsKey LIMIT =
      EsKey.kept(
              "es.scroll.limit",
              "-1",
              "Maximum documents to read from each shard; 0 or less means all.")
          .to("sluice.read.limit");
  static final EsKey MAX_DOCS =
      EsKey.ours(
          "es.input.max.docs.per.partition",
          "",
          "a split is a whole shard, and its task reads several slices concurrently"
              + " (sluice.read.streams): one map task for each shard.");
  static final EsKey PREFERENCE =
      EsKey.kept(
              "es.read.shard.preference",
              "",
              "The search preference: which copy of each shard to read.")
          .to("sluice.read.preference");
  static final EsKey MISSING =
      EsKey.kept("es.index.read.missing.as.empty", "false", "Treat a missing index as empty.")
          .to("sluice.read.missing");
  static final EsKey RED =
      EsKey.kept(
              "es.index.read.allow.red.status", "false", "Skip shards that have no started copy.")
          .to("sluice.read.unassigned");
  static final EsKey SOURCE_FILTER =
      EsKey.kept("es.read.source.filter", "", "The fields of _source to fetch.")
          .to("sluice.read.fields");
  static final EsKey PRESENCE =
      EsKey.kept(
              "es.read.field.validate.presence",
              "warn",
              "Handling of fields in es.read.source.filter that are not in any mapping: warn,"
                  + " strict or"
                  + " ignore.")
          .formerly("es.field.read.validate.presence")
          .to("sluice.read.fields.missing");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Stream.concat(
                  Stream.of(
                      RESOURCE_READ,
                      QUERY,
                      OUTPUT_JSON,
                      SCROLL_SIZE,
                      KEEP_ALIVE,
                      LIMIT,
                      MAX_DOCS,
                      PREFERENCE,
                      MISSING,
                      RED,
                      SOURCE_FILTER,
                      PRESENCE),
                  EsMapKeys.ALL.stream())
              .collect(Collectors.toList()));

  private static final long LEAST_KEEP_ALIVE = TimeUnit.SECONDS.toMillis(1);
  private static final long MOST_KEEP_ALIVE = TimeUnit.DAYS.toMillis(1);

  private EsReadKeys() {}

  static void translate(EsDraft draft) {
    resource(draft);
    draft.find(QUERY).ifPresent(text -> draft.set(QUERY, "sluice.read.query", text));
    draft.find(PREFERENCE).ifPresent(text -> draft.set(PREFERENCE, "sluice.read.preference", text));
    if (draft.find(KEEP_ALIVE).isPresent()) {
      EsTime.set(draft, KEEP_ALIVE, "sluice.read.keep-alive", LEAST_KEEP_ALIVE, MOST_KEEP_ALIVE);
    }
    limit(draft);
    if (draft.flag(MISSING)) {
      draft.set(MISSING, "sluice.read.missing", "empty");
    }
    if (draft.flag(RED)) {
      draft.set(RED, "sluice.read.unassigned", "skip");
    }
    sourceFilter(draft);
    routing(draft);
    form(draft);
  }

  private static void resource(EsDraft draft) {
    EsKey key = draft.find(RESOURCE_READ).isPresent() ? RESOURCE_READ : EsResourceKeys.RESOURCE;
    if (!draft.find(key).isPresent()) {
      return;
    }
    String names =
        Arrays.stream(draft.text(key).split(","))
            .map(name -> name.trim().replaceAll("^/+|/+$", ""))
            .collect(Collectors.joining(","));
    if (draft.isOurs(OUR_INDEX)) {
      draft.set(key, OUR_INDEX, names);
    } else if (names.contains("{")) {
      draft.refuse(
          key + " is \"" + names + "\", but {braces} are not allowed when reading: use * instead");
    } else if (names.contains("/")) {
      draft.refuse(
          key
              + " is \""
              + names
              + "\", but Elasticsearch no longer has types: remove the slash and what follows"
              + " it");
    } else {
      draft.set(key, OUR_INDEX, names);
    }
  }

  /** Sets the type of the values, unless a sluice.* key sets it. */
  private static void form(EsDraft draft) {
    if (draft.isOurs(OUR_INDEX) && !draft.find(OUTPUT_JSON).isPresent()) {
      return;
    }
    boolean json = draft.flag(OUTPUT_JSON);
    draft.set(OUTPUT_JSON, "sluice.read.value", json ? "text" : "map");
    if (!json) {
      draft.set(OUTPUT_JSON, "sluice.read.map.types", "mapping");
    }
    EsMapKeys.translate(draft, json);
  }

  private static void limit(EsDraft draft) {
    if (!draft.find(LIMIT).isPresent()) {
      return;
    }
    if (!draft.text(LIMIT).matches("-?\\d{1,18}")) {
      draft.refuse(LIMIT + " is \"" + draft.text(LIMIT) + "\" but must be a whole number");
      return;
    }
    long limit = Long.parseLong(draft.text(LIMIT));
    if (limit > 0) {
      draft.set(LIMIT, "sluice.read.limit", Long.toString(Math.min(limit, Integer.MAX_VALUE)));
    }
  }

  private static void sourceFilter(EsDraft draft) {
    if (!draft.find(SOURCE_FILTER).isPresent()) {
      return;
    }
    draft.set(SOURCE_FILTER, "sluice.read.fields", draft.text(SOURCE_FILTER));
    switch (draft.text(PRESENCE)) {
      case "strict":
        draft.set(PRESENCE, "sluice.read.fields.missing", "fail");
        break;
      case "warn":
        draft.set(PRESENCE, "sluice.read.fields.missing", "warn");
        break;
      case "ignore":
        break;
      default:
        draft.refuse(
            PRESENCE
                + " is \""
                + draft.text(PRESENCE)
                + "\" but must be one of warn, strict, ignore");
    }
  }

  /** A routing field does not tell which shards to read; a constant does. */
  private static void routing(EsDraft draft) {
    String text = draft.text(EsMappingKeys.ROUTING);
    if (text.matches("<.+>")) {
      draft.set(EsMappingKeys.ROUTING, "sluice.read.routing", text.substring(1, text.length() - 1));
    }
  }
}
