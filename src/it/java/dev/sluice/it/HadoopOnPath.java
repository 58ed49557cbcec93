package dev.sluice.it;

import dev.sluice.testing.ForklessFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A machine with {@code hadoop} and {@code hbase} on its path, for commands in a shell. The first
 * does what Hadoop's own script does for {@code hadoop jar}: it starts {@code RunJar} with the jars
 * of Hadoop, and with {@code HADOOP_CLASSPATH} behind them. Nothing of Sluice is there unless the
 * command brings it. Jobs run in the local runner.
 */
final class HadoopOnPath {

  private static final String SEPARATOR = System.getProperty("path.separator");

  private final Path root;

  private HadoopOnPath(Path root) {
    this.root = root;
  }

  /** The Hadoop that the build is for. */
  static HadoopOnPath built(Path root) throws IOException {
    String jars =
        CommandLine.classpath(jar -> !isOfSluice(jar) && !jar.contains("/org/apache/hbase/"));
    return new HadoopOnPath(root).install(jars);
  }

  /** The newest one, as its client jars. */
  static HadoopOnPath newest(Path root) throws IOException {
    return new HadoopOnPath(root).install(Peer.newestHadoop());
  }

  /** What {@code hbase mapredcp} prints: HBase, and what it needs beside Hadoop. */
  private static boolean isOfHBase(String jar) {
    return jar.matches(
        ".*/(org/apache/hbase|org/apache/zookeeper|io/dropwizard|io/opentelemetry"
            + "|commons-io|commons-codec|org/apache/commons|com/google/protobuf)/.*");
  }

  /** Ours, and what our jar brings relocated. */
  private static boolean isOfSluice(String jar) {
    return jar.matches(
        ".*(/classes|-classes|/sluice-[^/]*\\.jar)/?"
            + "|.*/(co/elastic|org/apache/httpcomponents/(client5|core5)|info/picocli)/.*");
  }

  private HadoopOnPath install(String jars) throws IOException {
    Files.createDirectories(root.resolve("bin"));
    Path conf = Files.createDirectories(root.resolve("etc/hadoop"));
    Files.copy(Path.of("src/it/resources/log4j.properties"), conf.resolve("log4j.properties"));
    Files.writeString(
        conf.resolve("core-site.xml"),
        xml(
            Map.of(
                "hadoop.tmp.dir",
                root.resolve("tmp").toString(),
                ForklessFileSystem.KEY,
                ForklessFileSystem.class.getName())));
    ForklessFileSystem.copyTo(conf);
    script(
        "hadoop",
        """
        test "$1" = jar || exit 64
        shift
        exec %s $HADOOP_CLIENT_OPTS '-Duser.home=%s' \\
          -cp '%s':"$HADOOP_CLASSPATH" org.apache.hadoop.util.RunJar "$@"
        """
            .formatted(
                "'" + String.join("' '", ShortJvm.command()) + "'",
                root.resolve("home"),
                conf + SEPARATOR + jars));
    script(
        "hbase",
        """
        test "$1" = mapredcp || exit 64
        echo '%s'
        """
            .formatted(CommandLine.classpath(HadoopOnPath::isOfHBase)));
    return this;
  }

  private void script(String command, String text) throws IOException {
    Path file = root.resolve("bin").resolve(command);
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  /** The text of a Hadoop configuration file. */
  static String xml(Map<String, String> keys) {
    StringBuilder xml = new StringBuilder("<configuration>\n");
    keys.forEach(
        (key, value) ->
            xml.append(
                "<property><name>%s</name><value>%s</value></property>\n".formatted(key, value)));
    return xml.append("</configuration>\n").toString();
  }

  /** Runs the lines of a shell; the first command that fails ends them. */
  CommandLine run(Path directory, String lines, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder(List.of("bash", "-e", "-c", lines)).directory(directory.toFile());
    shell.environment().keySet().removeIf(variable -> variable.startsWith("HADOOP_"));
    shell.environment().compute("PATH", (key, path) -> root.resolve("bin") + SEPARATOR + path);
    shell.environment().putAll(environment);
    return CommandLine.of(shell);
  }
}
