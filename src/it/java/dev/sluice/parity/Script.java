package dev.sluice.parity;

import java.util.Locale;

/** The scripted updates of the scenarios. */
enum Script {
  PLAIN("update", "ctx._source.counter = 3", "", "", "", "\"counter\":3"),
  FIELD_PARAMS(
      "update",
      "ctx._source.counter = params.param1; ctx._source.other = params.param2",
      "",
      "param1:tag, param2:<7>",
      "{\"param1\":\"1\",\"param2\":7}",
      "\"counter\":\"1\""),
  JSON_PARAMS(
      "update",
      "ctx._source.counter = params.param1",
      ".json",
      "{\"param1\":9}",
      "{\"param1\":9}",
      "\"counter\":9"),
  ARRAY(
      "update",
      "ctx._source.list = params.some_list",
      ".json",
      "{\"some_list\":[\"a\",\"b\"]}",
      "{\"some_list\":[\"a\",\"b\"]}",
      "\"list\":[\"a\",\"b\"]"),
  ARRAY_ADDED(
      "update",
      "ctx._source.list.addAll(params.some_list)",
      ".json",
      "{\"some_list\":[\"a\",\"b\"]}",
      "{\"some_list\":[\"a\",\"b\"]}",
      "\"list\":[\"one\",\"a\",\"b\"]"),
  UPSERT("upsert", "ctx._source.counter = 3", "", "", "", "\"counter\":3"),
  UPSERT_FIELD_PARAMS(
      "upsert",
      "ctx._source.counter = params.param1",
      "",
      "param1:tag",
      "{\"param1\":\"1\"}",
      "\"counter\":\"1\""),
  UPSERT_JSON_PARAMS(
      "upsert",
      "ctx._source.counter = params.param1",
      ".json",
      "{\"param1\":9}",
      "{\"param1\":9}",
      "\"counter\":9"),
  UPSERT_FIELD_ON_ARRAY(
      "upsert",
      "ctx._source.list.add(params.new_value)",
      "",
      "new_value:tag",
      "{\"new_value\":\"1\"}",
      "\"list\":[\"one\",\"1\"]");

  /** The operation. */
  final String operation;

  /** What it makes of a document with the counter 1, the name old, and the list of one. */
  final String after;

  private final String source;
  private final String form;
  private final String params;
  private final String sent;

  Script(String operation, String source, String form, String params, String sent, String after) {
    this.operation = operation;
    this.source = source;
    this.form = form;
    this.params = params;
    this.sent = sent;
    this.after = after;
  }

  String indexName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same job with this script. */
  DropInJob in(DropInJob job) {
    job.set("es.update.script.inline", source, "es.update.script.lang", "painless");
    return params.isEmpty() ? job : job.set("es.update.script.params" + form, params);
  }

  /** The line of the request, for a document of tag 1. */
  String line(String document) {
    return "{\"script\":{\"source\":\""
        + source
        + "\",\"lang\":\"painless\""
        + (sent.isEmpty() ? "" : ",\"params\":" + sent)
        + "}"
        + (operation.equals("upsert") ? ",\"upsert\":" + document : "")
        + "}";
  }
}
