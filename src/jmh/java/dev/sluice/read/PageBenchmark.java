package dev.sluice.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.bench.contestant.Documents;
import dev.sluice.json.ByteSlice;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a page costs to be cut, for each document of it. */
@State(Scope.Thread)
public class PageBenchmark extends Microbenchmark {

  private static final int HITS = 1_000;

  /** Bytes of a document. */
  @Param({"1024", "10240"})
  public int size;

  private byte[] page;

  /** Makes the reply to a search. */
  @Setup
  public void setUp() {
    Documents documents = Documents.ofSize(size);
    byte[] document = new byte[size];
    StringBuilder text = new StringBuilder();
    text.append(
        "{\"pit_id\":\"p\",\"timed_out\":false,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[");
    for (int i = 0; i < HITS; i++) {
      documents.write(i, document);
      text.append(i == 0 ? "" : ",")
          .append("{\"_index\":\"bench\",\"_id\":\"")
          .append(new String(documents.id(i), US_ASCII))
          .append("\",\"_source\":")
          .append(new String(document, US_ASCII))
          .append(",\"sort\":[")
          .append(i)
          .append("]}");
    }
    page = text.append("]}}").toString().getBytes(US_ASCII);
  }

  /** Cuts it. */
  @Benchmark
  @OperationsPerInvocation(HITS)
  public int cut() throws IOException {
    Page cut = Page.of(SearchReply.read(ByteSlice.of(page, 0, page.length)));
    Hit hit = new Hit();
    int bytes = 0;
    while (cut.next(hit)) {
      bytes += hit.source.length();
    }
    return bytes;
  }
}
