package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys of error handlers. The first handler named handles every error. */
final class EsErrorKeys {

  private static final String OUR_MAX = "sluice.errors.max";
  private static final String OUR_RECORDS = "sluice.errors.records";
  private static final String OUR_LOG = "sluice.errors.log";
  private static final String OUR_LOGGER = "sluice.errors.logger";
  private static final String OUR_INDEX = "sluice.errors.index";
  private static final String OUR_TAGS = "sluice.errors.index.tags";
  private static final String OUR_LABELS = "sluice.errors.index.labels";

  private static final String LOG = "log";
  private static final String FAIL = "fail";
  private static final String INDEX = "es";

  private static final List<String> NAMES =
      Collections.unmodifiableList(Arrays.asList(LOG, FAIL, INDEX));

  private static final String OF_LOG =
      "Keys of the handler log: logger.name, logger.class and logger.level. Document content is"
          + " never"
          + " logged; it is in the job's files of rejected documents.";
  private static final String OF_INDEX =
      "Keys of the handler es: client.resource, tags and label.*. The events go to the job's"
          + " cluster"
          + " after a task has written all documents.";
  private static final String OF_CLASS =
      "custom handler classes are not supported. Use log, fail or es. Rejected documents are always"
          + " saved in files and can be replayed.";

  /** One of the two handler chains. */
  private static final class Chain {
    private final EsKey names;
    private final EsKey log;
    private final EsKey index;
    private final EsKey custom;

    Chain(String kind, String doc) {
      String handler = "es.write." + kind + ".error.handler.";
      names =
          EsKey.kept("es.write." + kind + ".error.handlers", "", doc)
              .to(OUR_MAX, OUR_RECORDS, OUR_LOG, OUR_LOGGER, OUR_INDEX);
      log = EsKey.kept(handler + "log.*", "", OF_LOG).to(OUR_LOG, OUR_LOGGER);
      index = EsKey.kept(handler + "es.*", "", OF_INDEX).to(OUR_INDEX, OUR_TAGS, OUR_LABELS);
      custom = EsKey.refused(handler + "*", "", OF_CLASS);
    }

    /** The handler that handles every error. */
    String first(EsDraft draft) {
      List<String> named =
          Arrays.stream(draft.text(names).split(","))
              .map(String::trim)
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toList());
      for (String name : named) {
        if (!NAMES.contains(name)) {
          draft.refuse(names + " names \"" + name + "\": " + OF_CLASS);
        }
      }
      return named.isEmpty() || !NAMES.contains(named.get(0)) ? FAIL : named.get(0);
    }
  }

  private static final Chain REST =
      new Chain(
          "rest",
          "Handling of documents that Elasticsearch rejects: log and es continue the job and save"
              + " the documents in its files of rejected documents; fail (default) fails the job.");
  private static final Chain DATA =
      new Chain(
          "data",
          "Handling of records that cannot be converted to documents; log and es require the same"
              + " value in"
              + " es.write.rest.error.handlers.");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              REST.names,
              REST.log,
              REST.index,
              REST.custom,
              DATA.names,
              DATA.log,
              DATA.index,
              DATA.custom));

  private EsErrorKeys() {}

  static void translate(EsDraft draft) {
    String rest = REST.first(draft);
    String data = DATA.first(draft);
    if (rest.equals(FAIL) && !data.equals(FAIL)) {
      draft.refuse(
          DATA.names
              + " is "
              + data
              + ", but "
              + REST.names
              + " is fail. Both count for "
              + OUR_MAX
              + ": set both keys, or neither");
      return;
    }
    if (rest.equals(FAIL)) {
      return;
    }
    draft.set(REST.names, OUR_MAX, "100%");
    if (data.equals(FAIL)) {
      draft.set(REST.names, OUR_RECORDS, FAIL);
    }
    handle(rest, REST, draft);
    if (!data.equals(rest)) {
      handle(data, DATA, draft);
    }
  }

  private static void handle(String handler, Chain chain, EsDraft draft) {
    if (handler.equals(LOG)) {
      handleByLog(chain.log, draft);
    } else if (handler.equals(INDEX)) {
      handleByIndex(chain.index, draft);
    }
  }

  private static void handleByLog(EsKey key, EsDraft draft) {
    Map<String, String> given = draft.under(key);
    String level = given.getOrDefault("logger.level", "WARN").toLowerCase(Locale.ROOT);
    draft.set(key, OUR_LOG, level.equals("fatal") ? "error" : level);
    String logger = given.getOrDefault("logger.name", given.get("logger.class"));
    if (logger != null) {
      draft.set(key, OUR_LOGGER, logger);
    }
  }

  private static void handleByIndex(EsKey key, EsDraft draft) {
    Map<String, String> given = draft.under(key);
    String resource = given.get("client.resource");
    if (resource == null) {
      draft.refuse(key.beginning() + "client.resource is not set: name an index");
    } else {
      int slash = resource.indexOf('/');
      draft.set(key, OUR_INDEX, slash < 0 ? resource : resource.substring(0, slash));
    }
    if (given.containsKey("tags")) {
      draft.set(key, OUR_TAGS, given.get("tags"));
    }
    String labels =
        given.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("label."))
            .map(entry -> entry.getKey().substring("label.".length()) + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    if (!labels.isEmpty()) {
      draft.set(key, OUR_LABELS, labels);
    }
    given.forEach((name, value) -> checkRest(key.beginning() + name, name, value, draft));
  }

  private static void checkRest(String key, String name, String value, EsDraft draft) {
    boolean elsewhere =
        name.startsWith("client.")
            && !name.equals("client.resource")
            && !(name.equals("client.inherit") && EsBoolean.read(value));
    boolean passes = name.equals("return.default") && !value.equals("HANDLED");
    if (elsewhere || passes) {
      draft.refuse(
          key
              + " is \""
              + value
              + "\", but error events always go to the job's cluster and no further handler runs:"
              + " remove it");
    }
  }
}
