package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import org.junit.jupiter.api.Test;

class PublishTest {

  private final Publish publish = new Publish();

  private static DocumentWritable document(String json) {
    byte[] source = json.getBytes(UTF_8);
    return DocumentWritable.of("pages", "a").version(7).source(source, 0, source.length).build();
  }

  @Test
  void links_are_changed_and_id_and_version_kept() {
    BulkActionWritable action =
        publish.transform(document("{\"link\":\"http://a.example\"}")).get();

    assertEquals("{\"link\":\"https://a.example\"}", new String(action.source(), UTF_8));
    assertEquals("a", action.id().get());
    assertEquals(7, action.version().getAsLong());
  }

  @Test
  void drafts_are_left_out() {
    assertFalse(publish.transform(document("{\"draft\":true}")).isPresent());
  }
}
