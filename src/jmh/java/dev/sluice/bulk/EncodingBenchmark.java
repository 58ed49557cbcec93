package dev.sluice.bulk;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.bench.contestant.Documents;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.json.JsonFormException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one document costs until it stands in the body of a request. */
@State(Scope.Thread)
public class EncodingBenchmark extends Microbenchmark {

  /** More than a request holds, so that none holds an id twice. */
  private static final int IDS = 1 << 14;

  /** Bytes of the document. */
  @Param({"1024", "10240"})
  public int size;

  private final String[] ids = new String[IDS];
  private BatchBuilder intake;
  private byte[] document;
  private int next;

  /** Makes ids and the document. */
  @Setup
  public void setUp() {
    Documents documents = Documents.ofSize(size);
    document = new byte[size];
    documents.write(0, document);
    for (int i = 0; i < IDS; i++) {
      ids[i] = new String(documents.id(i), StandardCharsets.US_ASCII);
    }
    Settings defaults = Settings.from(key -> null);
    intake =
        new BatchBuilder(
            BulkOptions.read(defaults, Optional.of("bench"), OtherAttempts.NONE),
            Lanes.ANY,
            new Ledger(BulkCounts.NONE));
  }

  /** Checks it, copies it, and notes its place and its id. */
  @Benchmark
  public boolean encode() throws JsonFormException {
    BulkAction action =
        BulkAction.of(Operation.INDEX)
            .id(ids[next++ % IDS])
            .source(document, 0, document.length)
            .build();
    boolean taken = intake.take(action);
    for (Batch batch = intake.nextSealed(); batch != null; batch = intake.nextSealed()) {
      intake.release(batch);
    }
    return taken;
  }
}
