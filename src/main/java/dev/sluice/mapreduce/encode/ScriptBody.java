package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.json.ByteArray;
import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonConstant;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.RawField;
import dev.sluice.mapreduce.keys.JsonSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the bodies of scripted updates: the script, its parameters, which can be fields of the
 * document, and, for the operation upsert, the document itself. Not thread-safe.
 */
final class ScriptBody {

  /** A parameter of the script. */
  private static final class Param {
    private final String name;
    private final RawField field;
    private final byte[] constant;

    Param(String name, RawField field, byte[] constant) {
      this.name = name;
      this.field = field;
      this.constant = constant;
    }
  }

  private final byte[] head;
  private final List<Param> params;
  private final boolean upsert;
  private final boolean scripted;
  private final ByteArray bytes = new ByteArray(1024);
  private final JsonWriter json = new JsonWriter(bytes);

  private ScriptBody(byte[] head, List<Param> params, boolean upsert, boolean scripted) {
    this.head = head;
    this.params = params;
    this.upsert = upsert;
    this.scripted = scripted;
  }

  /** Reads the settings, if a script is set, and reports problems to them. */
  static Optional<ScriptBody> read(Settings settings) {
    Optional<String> source = settings.get(ScriptSettings.SOURCE);
    Optional<String> id = settings.get(ScriptSettings.ID);
    List<String> params = settings.get(ScriptSettings.PARAMS);
    Optional<String> given = settings.get(ScriptSettings.PARAMS_JSON);
    boolean scripted = settings.get(ScriptSettings.UPSERT);
    if (!source.isPresent() && !id.isPresent()) {
      return Optional.empty();
    }
    if (source.isPresent() && id.isPresent()) {
      settings.problem(
          ScriptSettings.SOURCE + " and " + ScriptSettings.ID + " are both set: keep one");
    }
    if (given.isPresent() && !params.isEmpty()) {
      settings.problem(
          ScriptSettings.PARAMS + " and " + ScriptSettings.PARAMS_JSON + " are both set: keep one");
    }
    Operation operation = settings.get(OutputSettings.OPERATION);
    if (operation != Operation.UPDATE && operation != Operation.UPSERT) {
      settings.problem(
          "a script updates documents: set "
              + OutputSettings.OPERATION
              + " to update or upsert, or remove the script");
    }
    byte[] head = head(source, id, settings);
    return Optional.of(
        new ScriptBody(head, params(params, settings), operation == Operation.UPSERT, scripted));
  }

  /** The body up to the parameters that depend on the document. */
  private static byte[] head(Optional<String> source, Optional<String> id, Settings settings) {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject().name("script").startObject();
    if (source.isPresent()) {
      json.name("source").value(source.get());
      settings.get(ScriptSettings.LANG).ifPresent(lang -> json.name("lang").value(lang));
    } else {
      id.ifPresent(name -> json.name("id").value(name));
    }
    settings
        .get(ScriptSettings.PARAMS_JSON)
        .flatMap(
            text ->
                JsonSetting.object(
                    ScriptSettings.PARAMS_JSON + " ",
                    () -> text.getBytes(StandardCharsets.UTF_8),
                    settings))
        .ifPresent(text -> onOneLine(json.name("params"), text));
    return java.util.Arrays.copyOf(bytes.array(), bytes.length());
  }

  private static void onOneLine(JsonWriter json, String object) {
    byte[] utf8 = object.getBytes(StandardCharsets.UTF_8);
    json.rawOnOneLine(utf8, 0, utf8.length);
  }

  private static List<Param> params(List<String> pairs, Settings settings) {
    List<Param> params = new ArrayList<>();
    for (String pair : pairs) {
      int colon = pair.indexOf(':');
      if (colon < 1 || colon == pair.length() - 1) {
        settings.problem(
            ScriptSettings.PARAMS
                + " contains \""
                + pair
                + "\", which is not of the form NAME:FIELD");
        continue;
      }
      String name = pair.substring(0, colon).trim();
      String from = pair.substring(colon + 1).trim();
      params.add(
          DocumentField.isConstant(from)
              ? new Param(name, null, JsonConstant.of(from.substring(1, from.length() - 1)))
              : new Param(name, new RawField(from), null));
    }
    return params;
  }

  /**
   * The body for a document, valid until the next call.
   *
   * @param whole the complete document, which has the parameters
   * @param source the part of the document to index
   * @throws RecordRefusedException if the document lacks a parameter, or is not a JSON object
   */
  ByteArray of(ByteSlice whole, ByteSlice source) throws RecordRefusedException {
    bytes.truncate(0);
    bytes.write(head);
    if (!params.isEmpty()) {
      writeParams(whole);
    }
    bytes.write('}');
    if (upsert && scripted) {
      write(",\"scripted_upsert\":true,\"upsert\":{}");
    } else if (upsert) {
      write(",\"upsert\":");
      bytes.write(source.array(), source.offset(), source.length());
    }
    bytes.write('}');
    return bytes;
  }

  private void write(String ascii) {
    bytes.write(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private void writeParams(ByteSlice whole) throws RecordRefusedException {
    write(",\"params\":");
    json.restart().startObject();
    for (Param param : params) {
      json.name(param.name);
      if (param.constant != null) {
        json.raw(param.constant, 0, param.constant.length);
      } else {
        find(param, whole);
        json.raw(whole.array(), param.field.from(), param.field.length());
      }
    }
    json.endObject();
  }

  private static void find(Param param, ByteSlice whole) throws RecordRefusedException {
    try {
      if (!param.field.find(whole.array(), whole.offset(), whole.length())) {
        throw RecordRefusedException.ofValue(
            "the document has no field for the parameter \""
                + param.name
                + "\" of "
                + ScriptSettings.PARAMS);
      }
    } catch (IOException e) {
      throw RecordRefusedException.ofValue(
          "the document is not one JSON object: " + e.getMessage());
    }
  }
}
