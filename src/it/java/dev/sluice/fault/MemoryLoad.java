package dev.sluice.fault;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A program that pushes documents through the engine as fast as it may, in a JVM with little
 * memory; prints the ledger and the most that the engine ever held.
 */
final class MemoryLoad {

  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 200 << 10;

  private final BulkProcessor engine;
  private final Random random = new Random(4);
  private final byte[] document = new byte[LARGEST];
  private final StringBuilder rejected = new StringBuilder();
  private long mostHeld;
  private int number;

  private MemoryLoad(Settings settings, BulkTransport transport) {
    Arrays.fill(document, (byte) 'x');
    engine =
        BulkProcessor.start(
            BulkOptions.read(settings, Optional.of("memory"), OtherAttempts.NONE),
            transport,
            Lanes.ANY,
            this::note,
            Ticker.system());
  }

  private void note(dev.sluice.bulk.RejectedDocument document) throws IOException {
    long[] bytes = new long[1];
    document.writeEnvelope(
        new java.io.OutputStream() {
          @Override
          public void write(int b) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] from, int start, int count) {
            bytes[0] += count;
          }
        },
        "memory",
        0);
    rejected.append(document.error()).append(" envelope=").append(bytes[0]);
  }

  /**
   * Runs.
   *
   * @param arguments the URL, megabytes to push, the size of one huge document in megabytes or 0,
   *     and settings as {@code key=value}
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> conf = new HashMap<>();
    conf.put("sluice.nodes", arguments[0]);
    conf.put("sluice.nodes.discovery", "false");
    conf.put("sluice.errors.max", "1");
    for (int i = 3; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      conf.put(setting[0], setting[1]);
    }
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options = ConnectionOptions.read(settings, Secrets.none(), Caller.ANYBODY);
    try (Connection connection = Connection.open(options)) {
      MemoryLoad load = new MemoryLoad(settings, connection.bulkTransport());
      settings.check();
      load.push(Long.parseLong(arguments[1]) << 20, Integer.parseInt(arguments[2]) << 20);
    }
  }

  private void push(long bytes, int huge) throws Exception {
    long pushed = 0;
    // Made first, as a reader's buffer would be: later no heap of this size has room for it.
    BulkAction tooLarge = huge == 0 ? null : huge(huge);
    while (pushed < bytes) {
      int size = SMALLEST + random.nextInt(random.nextInt(LARGEST - SMALLEST) + 1);
      engine.add(document(size));
      pushed += size;
      mostHeld = Math.max(mostHeld, engine.heldBytes());
      if (tooLarge != null && pushed > bytes / 2) {
        engine.add(tooLarge);
        tooLarge = null;
      }
    }
    engine.close();
    System.out.println("counts: " + engine.counts());
    System.out.println(
        "given=" + engine.counts().given() + " indexed=" + engine.counts().indexed());
    System.out.println("held=" + mostHeld);
    System.out.println("rejected: " + rejected);
  }

  private BulkAction document(int size) {
    byte[] start = ("{\"n\":" + number + ",\"text\":\"").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, document, 0, start.length);
    Arrays.fill(document, start.length, size, (byte) 'x');
    document[size - 2] = '"';
    document[size - 1] = '}';
    return BulkAction.of(Operation.INDEX).id("d" + number++).source(document, 0, size).build();
  }

  private BulkAction huge(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'x');
    byte[] start = "{\"n\":0,\"text\":\"".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, bytes, 0, start.length);
    bytes[size - 2] = '"';
    bytes[size - 1] = '}';
    return BulkAction.of(Operation.INDEX).id("huge").foreignSource(bytes, 0, size).build();
  }
}
