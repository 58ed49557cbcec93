package dev.sluice.hbase.mapping;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.hbase.client.Result;

/** A description of a mapping for users. */
final class Explanation {

  /** About one screen; a row can be of any size. */
  private static final int MOST_BYTES = 2000;

  private final RowMapping mapping;

  Explanation(RowMapping mapping) {
    this.mapping = mapping;
  }

  String of(List<Result> samples) {
    StringBuilder text = new StringBuilder();
    section("mapping", mapping.toString(), text);
    section("scan", ScanPlan.of(mapping).toString(), text);
    section("index (suggestion for --create)", index(), text);
    if (!samples.isEmpty()) {
      section("documents", documents(samples), text);
    }
    return text.toString();
  }

  private static void section(String title, String body, StringBuilder text) {
    text.append("# ").append(title).append('\n').append(body).append("\n\n");
  }

  /** The body of a request that creates the index. */
  private String index() {
    ByteArray bytes = new ByteArray(1024);
    JsonWriter json = new JsonWriter(bytes);
    json.startObject().name("mappings").startObject();
    if (mapping.routing().isPresent() && !mapping.routing().get().isOptional()) {
      json.name("_routing").startObject().name("required").value(true).endObject();
    }
    json.name("properties").startObject();
    mapping.root().suggestMembers(json);
    json.endObject().endObject().endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  private String documents(List<Result> samples) {
    RowEncoder encoder = new RowEncoder(mapping);
    StringBuilder text = new StringBuilder();
    for (Result sample : samples) {
      text.append(text.length() == 0 ? "" : "\n").append(document(encoder, sample));
    }
    return text.toString();
  }

  private static String document(RowEncoder encoder, Result sample) {
    try {
      return encoder.encode(sample).text(MOST_BYTES);
    } catch (RowException e) {
      return (e.isFatal() ? "fails: " : "rejected: ") + e.getMessage();
    }
  }
}
