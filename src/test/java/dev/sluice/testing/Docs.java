package dev.sluice.testing;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import java.nio.charset.StandardCharsets;

/** Actions for tests. */
public final class Docs {

  private Docs() {}

  public static BulkAction index(String id) {
    return of(Operation.INDEX, id, "{\"a\":1}");
  }

  public static BulkAction index(String id, int sourceBytes) {
    return of(Operation.INDEX, id, "{\"a\":\"" + "x".repeat(sourceBytes - 8) + "\"}");
  }

  public static BulkAction of(Operation operation, String id, String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    BulkAction.Builder builder = BulkAction.of(operation).id(id);
    return (operation == Operation.DELETE ? builder : builder.source(bytes, 0, bytes.length))
        .build();
  }

  public static BulkAction foreign(String id, String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return BulkAction.of(Operation.INDEX).id(id).foreignSource(bytes, 0, bytes.length).build();
  }
}
