package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.jupiter.api.Test;

class RankMapperTest {

  /** The mapper with the service replaced. */
  private static final class Ranked extends RankMapper {
    @Override
    protected CompletionStage<String> rank(String id) {
      return CompletableFuture.completedFuture("42");
    }
  }

  @Test
  void a_page_is_written_with_its_rank() throws IOException {
    DocumentWritable page = DocumentWritable.of("pages", "a").build();
    byte[] ranked = "{\"rank\":42}".getBytes(UTF_8);

    MapDriver.newMapDriver(new Ranked())
        .withInput(new Text("a"), page)
        .withOutput(
            new Text("a"),
            BulkActionWritable.of(Operation.INDEX).id("a").source(ranked, 0, ranked.length).build())
        .runTest();
  }
}
