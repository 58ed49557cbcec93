package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.routing.RowKey;
import dev.sluice.routing.RowRanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stores the row ranges that route documents in the {@code _meta} of the index mapping, so that
 * every later job and reader uses the same ranges:
 *
 * <pre>
 * "_meta": {"sluice-routing": {"by": "row-range", "ranges": [
 *   {"from": "", "routing": "3"}, {"from": "15", "routing": "0"}, …]}}
 * </pre>
 *
 * <p>A row key belongs to the last range whose {@code from} (in hex) is not greater, compared byte
 * by byte.
 */
public final class RangeMeta {

  /** The name in {@code _meta}. */
  public static final String NAME = "sluice-routing";

  private static final String REQUIRED = "{\"required\":true}";

  private RangeMeta() {}

  /**
   * The row ranges of an index.
   *
   * @throws IOException if the value was not written by Sluice
   */
  public static Optional<RowRanges> in(IndexMeta meta) throws IOException {
    Optional<String> json = meta.get(NAME);
    try {
      return json.map(RangeMeta::parse);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "_meta." + NAME + " of the mapping has no valid row ranges: " + e.getMessage(), e);
    }
  }

  /**
   * Parses the output of {@link #toJson}.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  public static RowRanges parse(String json) {
    List<JsonTree> ranges =
        JsonTree.parse(json.getBytes(StandardCharsets.UTF_8)).at("ranges").items();
    return RowRanges.of(
        ranges.stream().map(r -> RowKey.ofHex(text(r, "from"))).collect(Collectors.toList()),
        ranges.stream().map(r -> text(r, "routing")).collect(Collectors.toList()));
  }

  private static String text(JsonTree range, String name) {
    return range
        .at(name)
        .text()
        .orElseThrow(() -> new IllegalArgumentException("a row range has no \"" + name + "\""));
  }

  /** The JSON value for {@code _meta}. */
  public static String toJson(RowRanges ranges) {
    StringBuilder json = new StringBuilder("{\"by\":\"row-range\",\"ranges\":[");
    for (int range = 0; range < ranges.count(); range++) {
      json.append(range == 0 ? "" : ",")
          .append("{\"from\":\"")
          .append(RowKey.toHex(ranges.start(range)))
          .append("\",\"routing\":")
          .append(Json.quoted(ranges.value(range)))
          .append('}');
    }
    return json.append("]}").toString();
  }

  /**
   * The body of a create request for an index with row ranges, which requires a routing value for
   * each document.
   *
   * @param body the user's body of the create request
   * @throws IllegalArgumentException if that is not a valid body
   */
  public static String createBody(Optional<String> body, RowRanges ranges) {
    JsonFields whole = body.map(JsonFields::parse).orElse(JsonFields.NONE);
    JsonFields mappings = whole.object("mappings");
    JsonFields meta = mappings.object("_meta").with(NAME, toJson(ranges));
    return whole
        .with(
            "mappings",
            mappings.with("_routing", REQUIRED).with("_meta", meta.toString()).toString())
        .toString();
  }
}
