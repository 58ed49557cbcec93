package dev.sluice.mapreduce;

import dev.sluice.it.ShortJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.io.Text;

/** A job in load mode in a JVM of its own, whose power goes at one step of its committer. */
public final class HaltedJob {

  /** What such a JVM ends with. */
  public static final int HALTED = 77;

  private HaltedJob() {}

  /** The program of the JVM: directory, URL, index and step. */
  public static void main(String[] args) throws Exception {
    MeddlingFormat.at(Integer.parseInt(args[3]), () -> Runtime.getRuntime().halt(HALTED));
    boolean done = job(Path.of(args[0])).meddled().run(args[1], args[2]);
    System.exit(done ? 0 : 1);
  }

  /** The job itself, of two documents. */
  public static LocalJob job(Path temp) throws IOException {
    return LocalJob.in(temp)
        .set("sluice.id", "key")
        .set("sluice.id.unique", "true")
        .set("sluice.index.load-mode", "bulk")
        .input(new Text("a"), new Text("{\"n\":1}"), new Text("b"), new Text("{\"n\":2}"));
  }

  /** Runs it and waits. */
  public static int run(Path temp, String url, String index, int step)
      throws IOException, InterruptedException {
    String classpath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-cp", classpath, HaltedJob.class.getName()));
    command.addAll(List.of(Files.createDirectories(temp).toString(), url, index));
    command.add(String.valueOf(step));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("out").toFile())
        .start()
        .waitFor();
  }
}
