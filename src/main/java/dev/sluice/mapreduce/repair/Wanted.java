package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.verify.Fingerprint;
import java.util.Arrays;

/** A document that the load would write now, with its fingerprint. Immutable. */
final class Wanted {

  private final BulkActionWritable action;
  private final Fingerprint print;

  private Wanted(BulkActionWritable action, Fingerprint print) {
    this.action = action;
    this.print = print;
  }

  /** Copies an action, whose bytes its owner uses again. */
  static Wanted of(BulkAction action, Fingerprint print) {
    return new Wanted(copy(action).build(), print);
  }

  /** Copies an action with its source. */
  static BulkActionWritable.Builder copy(BulkAction action) {
    byte[] json = Arrays.copyOfRange(action.source, action.offset, action.offset + action.length);
    BulkActionWritable.Builder copy =
        BulkActionWritable.of(action.operation)
            .index(action.index)
            .id(action.id)
            .routing(action.routing)
            .pipeline(action.pipeline);
    return action.wellFormed
        ? copy.source(json, 0, json.length)
        : copy.foreignSource(json, 0, json.length);
  }

  Fingerprint print() {
    return print;
  }

  /** The index that it names; null for that of the load. */
  String index() {
    return action.index().orElse(null);
  }

  String routing() {
    return action.routing().orElse(null);
  }

  int bytes() {
    return action.length();
  }

  boolean isVersioned() {
    return print.version() >= 0;
  }

  /** Adds its version, so that it replaces a document of the same version, but no newer one. */
  BulkActionWritable.Builder versioned(BulkActionWritable.Builder written) {
    return written.version(print.version(), VersionType.EXTERNAL_GTE);
  }

  /** Starts an action that writes it. */
  BulkActionWritable.Builder as(Operation operation) {
    return BulkActionWritable.of(operation)
        .index(index())
        .id(action.id().orElse(null))
        .routing(routing())
        .pipeline(action.pipeline().orElse(null))
        .foreignSource(action.bytes(), action.offset(), action.length());
  }
}
