package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentTransform;
import dev.sluice.io.DocumentWritable;
import java.util.Optional;

/** Leaves drafts out, and changes http: links to https:. */
public final class Publish implements DocumentTransform {

  @Override
  public Optional<BulkActionWritable> transform(DocumentWritable document) {
    String json = new String(document.source(), UTF_8);
    if (json.contains("\"draft\":true")) {
      return Optional.empty();
    }
    byte[] changed = json.replace("\"http://", "\"https://").getBytes(UTF_8);
    return Optional.of(
        BulkActionWritable.copyOf(document).source(changed, 0, changed.length).build());
  }
}
