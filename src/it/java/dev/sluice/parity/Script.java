package dev.sluice.parity;

import java.util.Locale;

/** The scripted updates of the scenarios. */
enum Script {
  PLAIN(
      "update",
      "ctx._source.counter = 3",
      "",
      "",
      "\"counter\":3,\"name\":\"old\",\"list\":[\"one\"]"),
  FIELD_PARAMS(
      "update",
      "ctx._source.counter = params.param1; ctx._source.other = params.param2",
      "",
      "param1:tag, param2:<7>",
      "\"counter\":\"1\",\"name\":\"old\",\"list\":[\"one\"],\"other\":7"),
  JSON_PARAMS(
      "update",
      "ctx._source.counter = params.param1",
      ".json",
      "{\"param1\":9}",
      "\"counter\":9,\"name\":\"old\",\"list\":[\"one\"]"),
  ARRAY(
      "update",
      "ctx._source.list = params.some_list",
      ".json",
      "{\"some_list\":[\"a\",\"b\"]}",
      "\"counter\":1,\"name\":\"old\",\"list\":[\"a\",\"b\"]"),
  ARRAY_ADDED(
      "update",
      "ctx._source.list.addAll(params.some_list)",
      ".json",
      "{\"some_list\":[\"a\",\"b\"]}",
      "\"counter\":1,\"name\":\"old\",\"list\":[\"one\",\"a\",\"b\"]"),
  UPSERT(
      "upsert",
      "ctx._source.counter = 3",
      "",
      "",
      "\"counter\":3,\"name\":\"old\",\"list\":[\"one\"]"),
  UPSERT_FIELD_PARAMS(
      "upsert",
      "ctx._source.counter = params.param1",
      "",
      "param1:tag",
      "\"counter\":\"1\",\"name\":\"old\",\"list\":[\"one\"]"),
  UPSERT_JSON_PARAMS(
      "upsert",
      "ctx._source.counter = params.param1",
      ".json",
      "{\"param1\":9}",
      "\"counter\":9,\"name\":\"old\",\"list\":[\"one\"]"),
  UPSERT_FIELD_ON_ARRAY(
      "upsert",
      "ctx._source.list.add(params.new_value)",
      "",
      "new_value:tag",
      "\"counter\":1,\"name\":\"old\",\"list\":[\"one\",\"1\"]");

  /** The operation. */
  final String operation;

  private final String source;
  private final String form;
  private final String params;
  private final String after;

  Script(String operation, String source, String form, String params, String after) {
    this.operation = operation;
    this.source = source;
    this.form = form;
    this.params = params;
    this.after = after;
  }

  String indexName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same job with this script. */
  DropInJob in(DropInJob job) {
    return params(job.set("es.update.script.inline", source, "es.update.script.lang", "painless"));
  }

  /** The same job with this script, stored under an id. */
  DropInJob storedIn(DropInJob job, String id) {
    return params(job.set("es.update.script.stored", id));
  }

  private DropInJob params(DropInJob job) {
    return params.isEmpty() ? job : job.set("es.update.script.params" + form, params);
  }

  /** What stores it. */
  String stored() {
    return "{\"script\":{\"lang\":\"painless\",\"source\":\"" + source + "\"}}";
  }

  /** What it makes of {@link #before}, with a document of tag 1. */
  String after(int number) {
    return "{\"number\":" + number + "," + after + "}";
  }

  /** A document that it updates. */
  static String before(int number) {
    return "{\"number\":" + number + ",\"counter\":1,\"name\":\"old\",\"list\":[\"one\"]}";
  }
}
