package dev.sluice.fault;

import dev.sluice.it.ShortJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A JVM with an attempt in it that has read one document and goes no further. It has memory for a
 * few pages only, so it does not come to the end of the point in time.
 */
final class ReadingProcess {

  private static final String READING = "reading";

  private ReadingProcess() {}

  /** The program of the JVM: URL, index and keep-alive. */
  public static void main(String[] args) throws Exception {
    ReadAttempt.start(
            ReadAttempt.job(
                args[0],
                args[1],
                "sluice.read.keep-alive",
                args[2],
                "sluice.read.page.size",
                "16kb",
                "sluice.read.memory",
                "64kb"))
        .take(1);
    System.out.println(READING);
    new CountDownLatch(1).await();
  }

  /** Starts it, and waits until it reads. */
  static Process start(String url, String index, String keepAlive) throws IOException {
    String classpath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-cp", classpath, ReadingProcess.class.getName()));
    command.addAll(List.of(url, index, keepAlive));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); !READING.equals(line); line = lines.readLine()) {
      if (line == null) {
        throw new IOException("the process ended before it read");
      }
    }
    return process;
  }
}
