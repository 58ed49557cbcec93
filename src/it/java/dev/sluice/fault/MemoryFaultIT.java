package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ShortJvm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine in a JVM of 96 MB, in front of a slow server: its account of memory is honest. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MemoryFaultIT {

  /** {@code -Dsluice.fault.megabytes}, 200 by default. */
  private static final int MEGABYTES = Integer.getInteger("sluice.fault.megabytes", 200);

  private static final Pattern NEEDED =
      Pattern.compile("[/\\\\](sluice|slf4j-api|http(client|core)5|jackson-core)[^/\\\\]*\\.jar$");

  private static final Pattern HELD = Pattern.compile("held=(\\d+)");

  /** Takes requests in, answers each a moment later, and keeps nothing. */
  private static BulkFault slow() {
    return exchange -> {
      int items = exchange.forget();
      exchange.sleep(Duration.ofMillis(20));
      exchange.reply(200, answerOf(items));
    };
  }

  private static String answerOf(int items) {
    return "{\"items\":["
        + String.join(",", java.util.Collections.nCopies(items, "{\"index\":{\"status\":201}}"))
        + "]}";
  }

  private static String push(ScriptedElasticsearch server, String... arguments) throws Exception {
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-Xmx96m", "-cp", classPath()));
    command.addAll(List.of(MemoryLoad.class.getName(), server.url()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /**
   * What the engine needs and no more: the directories of two hundred jars take 15 MB of a heap.
   */
  private static String classPath() {
    // By name, too: the YARN cluster of another test takes it off this JVM's class path.
    Stream<String> jar = Stream.of(System.getProperty("sluice.test.jar"));
    Stream<String> all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> new File(entry).isDirectory() || NEEDED.matcher(entry).find());
    return Stream.concat(all, jar).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  private static long held(String printed) {
    Matcher held = HELD.matcher(printed);
    assertThat(held.find()).as(printed).isTrue();
    return Long.parseLong(held.group(1));
  }

  private static void assertAllIndexed(String printed) {
    assertThat(printed).containsPattern("given=(\\d+) indexed=\\1\\R");
  }

  private static void fits(String name, int megabytesOfMemory, String... settings)
      throws Exception {
    try (ScriptedElasticsearch server = ScriptedElasticsearch.start(number -> slow())) {
      List<String> arguments = new ArrayList<>(List.of(Integer.toString(MEGABYTES), "0"));
      arguments.addAll(List.of(settings));
      arguments.add("sluice.bulk.retry.timeout=5s");
      arguments.add("sluice.bulk.memory=" + megabytesOfMemory + "mb");

      String printed = push(server, arguments.toArray(String[]::new));

      assertThat(held(printed)).isPositive().isLessThanOrEqualTo(megabytesOfMemory * 1024L * 1024);
      assertAllIndexed(printed);
      System.out.printf(
          "%-60s %7d MB through -Xmx96m, held %d bytes at most of %d MB%n",
          name, MEGABYTES, held(printed), megabytesOfMemory);
    }
  }

  @Test
  void a_small_heap_suffices_for_any_amount() throws Exception {
    fits("memory", 64);
  }

  @Test
  void a_small_heap_suffices_for_any_amount_compressed() throws Exception {
    fits("memory, gzip", 64, "sluice.compression=gzip");
  }

  @Test
  void a_huge_document_is_rejected_and_the_rest_is_written() throws Exception {
    try (ScriptedElasticsearch server = ScriptedElasticsearch.start(number -> slow())) {
      String printed = push(server, Integer.toString(MEGABYTES), "60", "sluice.bulk.memory=16mb");

      assertThat(printed)
          .contains("document_too_large", "sluice.bulk.memory")
          .contains("envelope=629", "1 rejected, 0 outstanding");
      System.out.printf("%-60s rejected, the rest indexed%n", "memory: one document of 60 MB");
    }
  }
}
