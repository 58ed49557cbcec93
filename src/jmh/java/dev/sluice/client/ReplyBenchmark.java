package dev.sluice.client;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.bulk.BulkReply;
import dev.sluice.client.bulk.BulkReplyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the reply to a bulk request costs, for each item of it. */
@State(Scope.Thread)
public class ReplyBenchmark extends Microbenchmark {

  private static final int ITEMS = 5_000;
  private static final String GOOD = "{\"index\":{\"result\":\"created\",\"status\":201}}";
  private static final String BAD =
      "{\"index\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\","
          + "\"reason\":\"[1:58] failed to parse field [price] of type [long] in document with id"
          + " '0000000042'. Preview of field's value: 'none'\",\"caused_by\":{\"type\":"
          + "\"illegal_argument_exception\",\"reason\":\"For input string: none\"}}}}";

  /** Of a hundred items, how many have an error. */
  @Param({"0", "10"})
  public int errors;

  private byte[] reply;

  /** Makes the reply. */
  @Setup
  public void setUp() {
    StringJoiner items = new StringJoiner(",", "{\"took\":7,\"errors\":true,\"items\":[", "]}");
    for (int i = 0; i < ITEMS; i++) {
      items.add(i % 100 < errors ? BAD : GOOD);
    }
    reply = items.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads it. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public BulkReply read() throws IOException {
    return BulkReplyReader.read(new ByteArrayInputStream(reply), ITEMS);
  }
}
