package dev.sluice.hbase.mapping;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.json.ByteArray;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** The document of a row. Its bytes belong to the encoder and are valid until the next row. */
public final class RowDocument {

  private final Operation operation;
  private final String id;
  private final Optional<String> routing;
  private final OptionalLong version;
  private final ByteArray source;

  RowDocument(
      Operation operation,
      String id,
      Optional<String> routing,
      OptionalLong version,
      ByteArray source) {
    this.operation = operation;
    this.id = id;
    this.routing = routing;
    this.version = version;
    this.source = source;
  }

  String id() {
    return id;
  }

  /**
   * The action for the bulk engine.
   *
   * @param pipeline the ingest pipeline of new documents; updates do not use one
   * @param retryOnConflict how often the server retries an update after a version conflict
   */
  public BulkAction toAction(Optional<String> pipeline, int retryOnConflict) {
    BulkAction.Builder action =
        BulkAction.of(operation).id(id).source(source.array(), 0, source.length());
    routing.ifPresent(action::routing);
    version.ifPresent(number -> action.version(number, VersionType.EXTERNAL_GTE));
    if (operation == Operation.INDEX) {
      pipeline.ifPresent(action::pipeline);
    } else if (operation == Operation.UPSERT) {
      action.retryOnConflict(retryOnConflict);
    }
    return action.build();
  }

  /** The action for a shuffle or for the output format, which adds the settings of the job. */
  public BulkActionWritable toWritable() {
    BulkActionWritable.Builder action =
        BulkActionWritable.of(operation).id(id).source(source.array(), 0, source.length());
    routing.ifPresent(action::routing);
    version.ifPresent(number -> action.version(number, VersionType.EXTERNAL_GTE));
    return action.build();
  }

  /** Address and source. */
  @Override
  public String toString() {
    return text(source.length());
  }

  /**
   * Address and source, for display.
   *
   * @param mostBytes the maximum length of the source; the rest is given as a size
   */
  String text(int mostBytes) {
    StringBuilder text = new StringBuilder("_id ").append(id);
    routing.ifPresent(value -> text.append(", _routing ").append(value));
    version.ifPresent(number -> text.append(", _version ").append(number));
    int end = Math.min(mostBytes, source.length());
    // Not in the middle of a character.
    while (end > 0 && end < source.length() && (source.array()[end] & 0xc0) == 0x80) {
      end--;
    }
    text.append(": ").append(new String(source.array(), 0, end, StandardCharsets.UTF_8));
    if (end < source.length()) {
      text.append(" … (").append(source.length() - end).append(" more bytes)");
    }
    return text.toString();
  }
}
