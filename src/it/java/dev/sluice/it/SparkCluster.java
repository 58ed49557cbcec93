package dev.sluice.it;

import dev.sluice.testing.Awaiting;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster: a master and two workers, each a process, in a directory of its own.
 * Its jars are those that {@code src/it/systems} fetches. The owner closes it.
 */
final class SparkCluster implements Closeable {

  private static final int WORKERS = 2;

  private static final Duration START = Duration.ofMinutes(2);

  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

  /** What Spark's own launcher opens for a driver on JDK 17. */
  private static final List<String> OPENS =
      Stream.of(
              "java.base/java.lang",
              "java.base/java.lang.invoke",
              "java.base/java.lang.reflect",
              "java.base/java.io",
              "java.base/java.net",
              "java.base/java.nio",
              "java.base/java.util",
              "java.base/java.util.concurrent",
              "java.base/java.util.concurrent.atomic",
              "java.base/sun.nio.ch",
              "java.base/sun.nio.cs",
              "java.base/sun.security.action",
              "java.base/sun.util.calendar")
          .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
          .toList();

  private final Path directory;
  private final Path jars;
  private final List<Process> processes = new ArrayList<>();
  private String url;

  private SparkCluster(Path directory, Path jars) {
    this.directory = directory;
    this.jars = jars;
  }

  private static Path files(String version) {
    return Path.of(System.getProperty("sluice.test.servers"), "spark-" + version);
  }

  /** Whether the jars of a version were fetched. */
  static boolean isAtHand(String version) {
    return Files.isDirectory(files(version));
  }

  /** Starts a cluster of a version. */
  static SparkCluster start(Path directory, String version)
      throws IOException, InterruptedException {
    SparkCluster cluster = new SparkCluster(directory, files(version).toAbsolutePath());
    try {
      cluster.start();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void start() throws IOException, InterruptedException {
    Files.createSymbolicLink(
        Files.createDirectory(directory.resolve("home")).resolve("jars"), jars);
    run("master", List.of("org.apache.spark.deploy.master.Master", "--webui-port", "0"));
    Awaiting.until("the master", START, () -> found("master", MASTER).isPresent());
    url = found("master", MASTER).get();
    for (int i = 0; i < WORKERS; i++) {
      Path work = directory.resolve("work-" + i);
      run(
          "worker-" + i,
          List.of(
              "org.apache.spark.deploy.worker.Worker",
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "600M",
              "--work-dir",
              work.toString(),
              url));
    }
    Pattern registered = Pattern.compile("Successfully registered with (master)");
    for (int i = 0; i < WORKERS; i++) {
      String name = "worker-" + i;
      Awaiting.until(name, START, () -> found(name, registered).isPresent());
    }
  }

  private void run(String name, List<String> program) throws IOException {
    List<String> command = java("128m");
    command.addAll(program);
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    processes.add(start(name, command));
  }

  /** A JVM with the jars of Spark. */
  private List<String> java(String heap) {
    List<String> command = ShortJvm.command();
    command.addAll(OPENS);
    command.addAll(List.of("-Xmx" + heap, "-cp", classpath()));
    return command;
  }

  private Process start(String name, List<String> command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().put("SPARK_HOME", directory.resolve("home").toString());
    process.environment().put("SPARK_SCALA_VERSION", scala());
    process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    File log = log(name).toFile();
    return process.redirectErrorStream(true).redirectOutput(log).start();
  }

  /** Spark's launcher wants to know it of jars that are not in an archive of Spark. */
  private String scala() {
    return jars.resolve("spark-core_2.12-" + version() + ".jar").toFile().exists()
        ? "2.12"
        : "2.13";
  }

  private String version() {
    return jars.getFileName().toString().replace("spark-", "");
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private java.util.Optional<String> found(String name, Pattern pattern) {
    Matcher matcher = pattern.matcher(text(log(name)));
    return matcher.find() ? java.util.Optional.of(matcher.group(1)) : java.util.Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jars of Spark, as a class path. */
  String classpath() {
    return jars + "/*";
  }

  /** The jars of Spark, each named, as a compiler wants them. */
  String jars() throws IOException {
    try (Stream<Path> all = Files.list(jars)) {
      return all.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  /**
   * Starts a driver, as {@code spark-submit} does.
   *
   * @param name names its log
   * @param jars the jars of the application, its own first
   */
  Process submit(
      String name, String mainClass, List<Path> jars, Map<String, String> keys, String... args)
      throws IOException {
    Map<String, String> all = new TreeMap<>(keys);
    all.putIfAbsent("spark.master", url);
    all.put("spark.ui.enabled", "false");
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.executor.memory", "512m");
    all.put("spark.executor.extraJavaOptions", String.join(" ", ShortJvm.FLAGS));
    List<String> command = java("512m");
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--class", mainClass));
    all.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.addAll(
        List.of(
            "--jars", jars.stream().skip(1).map(Path::toString).collect(Collectors.joining(","))));
    command.add(jars.get(0).toString());
    command.addAll(List.of(args));
    Process driver = start(name, command);
    processes.add(driver);
    return driver;
  }

  /** What a driver logged. */
  String driverLog(String name) {
    return text(log(name));
  }

  /** What all executors logged. */
  String executorLogs() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (int i = 0; i < WORKERS; i++) {
      try (Stream<Path> files = Files.walk(directory.resolve("work-" + i))) {
        for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
          logs.append(text(file));
        }
      }
    }
    return logs.toString();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
