package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The keys for the target of documents and the operation. */
final class EsResourceKeys {

  private static final String OUR_INDEX = "sluice.index";
  private static final String OUR_IDS = "sluice.id.generate";
  private static final String OUR_NUMBERS = "sluice.id.numbers";
  private static final String OUR_CREATE = "sluice.index.create";
  private static final String OUR_OPERATION = "sluice.operation";
  private static final String OUR_VALUE = "sluice.value.text";

  static final EsKey RESOURCE =
      EsKey.kept(
              "es.resource",
              "",
              "The index to write to and read from. {field} and {date|format} are filled in from"
                  + " each document written. A type after a slash is ignored with a warning."
                  + " Documents"
                  + " without es.mapping.id get record numbers as ids if the input order is"
                  + " fixed, so"
                  + " that task retries create no duplicates; otherwise Elasticsearch generates"
                  + " the ids.")
          .to(OUR_INDEX, OUR_IDS, OUR_NUMBERS, "sluice.read.index");

  static final EsKey RESOURCE_WRITE =
      EsKey.kept("es.resource.write", "", "The index to write to, if the job reads another index.")
          .to(OUR_INDEX, OUR_IDS, OUR_NUMBERS);

  static final EsKey INPUT_JSON =
      EsKey.kept(
              "es.input.json",
              "no",
              "Values are JSON: Text, BytesWritable, and the toString of other types. Text"
                  + " and BytesWritable are always JSON.")
          .to(OUR_VALUE);

  static final EsKey OPERATION =
      EsKey.kept(
              "es.write.operation",
              "index",
              "index, create, update, upsert or delete. For delete, the value can be JSON with"
                  + " the id.")
          .to(OUR_OPERATION);

  static final EsKey AUTO_CREATE =
      EsKey.kept("es.index.auto.create", "yes", "Create a missing index.").to(OUR_CREATE);

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(RESOURCE, RESOURCE_WRITE, INPUT_JSON, OPERATION, AUTO_CREATE));

  private static final List<String> OPERATIONS =
      Collections.unmodifiableList(Arrays.asList("index", "create", "update", "upsert", "delete"));

  private EsResourceKeys() {}

  static void translate(EsDraft draft) {
    EsKey resource = draft.find(RESOURCE_WRITE).isPresent() ? RESOURCE_WRITE : RESOURCE;
    draft.find(resource).ifPresent(text -> translateResource(resource, text, draft));
    if (draft.flag(INPUT_JSON)) {
      draft.set(INPUT_JSON, OUR_VALUE, "true");
    }
    if (draft.find(OPERATION).isPresent()) {
      translateOperation(operation(draft), draft);
    }
  }

  private static void translateResource(EsKey key, String text, EsDraft draft) {
    int slash = typeAt(text);
    String index = slash < 0 ? text : text.substring(0, slash);
    String type = slash < 0 ? "" : text.substring(slash + 1);
    if (type.contains("{")) {
      draft.refuse(
          key
              + " is \""
              + text
              + "\", with a type that depends on the document. Elasticsearch no longer has types,"
              + " and documents of"
              + " two types could have the same id. Make it part of the index name: "
              + index
              + "-"
              + type);
    } else if (!type.isEmpty()) {
      draft.warn(
          key
              + " is \""
              + text
              + "\": Elasticsearch no longer has types; \""
              + type
              + "\" is ignored");
    }
    draft.set(key, OUR_INDEX, index);
    if (index.contains("{")) {
      draft.set(key, OUR_NUMBERS, EsMappingKeys.DOUBLE);
    }
    if (!EsMappingKeys.hasId(draft)) {
      draft.set(key, OUR_IDS, "each");
    }
    if (!draft.flag(AUTO_CREATE)) {
      if (index.contains("{")) {
        draft.refuse(
            AUTO_CREATE
                + " is off, but "
                + key
                + " is \""
                + text
                + "\": the required indices are unknown at submission. Name one"
                + " index, or disable index creation in the cluster (action.auto_create_index)");
      } else {
        draft.set(AUTO_CREATE, OUR_CREATE, "never");
      }
    }
  }

  /** The position of the slash before a type; a slash in braces belongs to a date format. */
  private static int typeAt(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
      if (letter == '/' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The operation on documents. */
  static String operation(EsDraft draft) {
    return draft.text(OPERATION).toLowerCase(Locale.ROOT);
  }

  /** Whether the operation changes existing documents. */
  static boolean updates(EsDraft draft) {
    String operation = operation(draft);
    return operation.equals("update") || operation.equals("upsert");
  }

  private static void translateOperation(String operation, EsDraft draft) {
    if (!OPERATIONS.contains(operation)) {
      draft.refuse(OPERATION + " is \"" + operation + "\" but must be one of " + OPERATIONS);
    } else if (!EsMappingKeys.hasId(draft)
        && !operation.equals("index")
        && !operation.equals("create")) {
      draft.refuse(
          OPERATION
              + " is \""
              + operation
              + "\", which needs the ids of existing documents: set "
              + EsMappingKeys.ID
              + " to the field with the id");
    } else {
      draft.set(OPERATION, OUR_OPERATION, operation);
    }
  }
}
