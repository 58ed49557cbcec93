package dev.sluice.it;

import dev.sluice.testing.ForklessFileSystem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * elasticsearch-hadoop and opensearch-hadoop themselves, which never come on the class path of this
 * JVM, and the jar in their stead; each with a pipeline that was compiled against the former, in
 * JVMs of their own.
 */
final class Peer {

  private static final Path FILES = Path.of(System.getProperty("sluice.test.peer"));
  private static final Path PIPELINE = Path.of("src/it/pipeline/Pipeline.java");
  private static final String SEPARATOR = System.getProperty("path.separator");

  private Peer() {}

  /** The jar of the original. */
  static Path original() throws IOException {
    return file("elasticsearch-spark");
  }

  /** The jar in its stead. */
  static Path dropIn() {
    return Path.of(System.getProperty("sluice.test.drop-in"));
  }

  /** The server that both talk to. */
  static Path server() throws IOException {
    return file("elasticsearch-8");
  }

  /** The jar of opensearch-hadoop. */
  static Path openSearch() throws IOException {
    Path systems = Path.of(System.getProperty("sluice.test.servers"));
    return file(file(systems, "opensearch-hadoop-"), "opensearch-spark");
  }

  private static Path file(String prefix) throws IOException {
    return file(FILES, prefix);
  }

  private static Path file(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + prefix + "* in " + directory));
    }
  }

  /** The Hadoop that the build is for, and nothing of ours. */
  static String hadoop() {
    return CommandLine.classpath(
        entry -> !entry.matches(".*(/classes|-classes|/sluice-[^/]*\\.jar)/?"));
  }

  /** The Hadoop that starts on Java 24 and later. */
  static String newestHadoop() throws IOException {
    return String.join(
        SEPARATOR,
        file("hadoop-client-api").toString(),
        file("hadoop-client-runtime").toString(),
        CommandLine.classpath(
            entry -> entry.matches(".*/(slf4j|commons-logging|reload4j)[^/]*\\.jar")));
  }

  /** Compiles the pipeline against the original, for Java 8; returns the directory. */
  static Path compile(Path directory) throws IOException {
    return withFileSystem(compile(PIPELINE, original(), directory));
  }

  /**
   * The same pipeline with the names of opensearch-hadoop, which has other ones and the same API.
   */
  static Path compileForOpenSearch(Path directory) throws IOException {
    String program =
        Files.readString(PIPELINE)
            .replace("org.elasticsearch.hadoop.", "org.opensearch.hadoop.")
            .replace("ConfigurationOptions.ES_", "ConfigurationOptions.OPENSEARCH_")
            .replaceAll("\\bEs(\\w+(Format|Util))\\b", "OpenSearch$1")
            .replace("\"es.", "\"opensearch.")
            // It fails on JSON in BytesWritable.
            .replaceFirst("writeNew\\(to \\+ \"-bytes\".*", "");
    return withFileSystem(
        compile(
            Files.writeString(directory.resolve(PIPELINE.getFileName()), program),
            openSearch(),
            directory));
  }

  /** Whichever jar is run, Hadoop asks Java for permissions. */
  private static Path withFileSystem(Path directory) throws IOException {
    ForklessFileSystem.copyTo(directory);
    Files.writeString(
        directory.resolve("core-site.xml"),
        HadoopOnPath.xml(Map.of(ForklessFileSystem.KEY, ForklessFileSystem.class.getName())));
    return directory;
  }

  /** Compiles a program against a jar and Hadoop, for Java 8; returns the directory. */
  static Path compile(Path source, Path jar, Path directory) throws IOException {
    return compile(source, jar + SEPARATOR + hadoop(), directory);
  }

  /** Compiles a program, or all in a folder, on a class path, for Java 8; returns the directory. */
  static Path compile(Path source, String classpath, Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean good =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("--release", "8", "-d", directory.toString(), "-nowarn", "-cp", classpath),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(programs(source)))
            .call();
    if (!good) {
      throw new IOException(said.toString());
    }
    return directory;
  }

  private static Path[] programs(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new);
    }
  }

  /** Runs the pipeline on a classpath. */
  static CommandLine run(Path jdk, List<String> flags, List<String> classpath, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(flags);
    command.add("-Dlog4j.configuration=file:src/it/resources/log4j.properties");
    command.addAll(List.of("-cp", String.join(SEPARATOR, classpath), "Pipeline"));
    command.addAll(Arrays.asList(args));
    return CommandLine.java(jdk, command);
  }
}
