package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.GenericOptionsParser;
import picocli.CommandLine.Option;

/** Hadoop's generic options, wherever they stand in a command line. */
final class HadoopOptions {

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Sets a key, ours or Hadoop's; `sluice settings` lists ours.")
  private List<String> definitions = new ArrayList<>();

  @Option(names = "-conf", paramLabel = "FILE", description = "Reads keys from a Hadoop XML file.")
  private List<String> files = new ArrayList<>();

  @Option(names = "-libjars", paramLabel = "JARS", description = "Jars for the tasks as well.")
  private String jars;

  @Option(names = "-files", paramLabel = "FILES", description = "Files for the tasks.")
  private String taskFiles;

  @Option(names = "-archives", paramLabel = "FILES", description = "Archives for the tasks.")
  private String archives;

  @Option(names = "-fs", paramLabel = "URI", description = "The default file system.")
  private String fileSystem;

  @Option(names = "-jt", paramLabel = "HOST:PORT", description = "`local`, or a resource manager.")
  private String tracker;

  /** Applies them: {@code -D} overrides {@code -conf}, which overrides the user's properties. */
  void applyTo(Configuration conf) {
    ConfDirectory.ofEnvironment().applyTo(conf);
    files.forEach(HadoopOptions::checkFile);
    List<String> generic = new ArrayList<>();
    files.forEach(file -> add(generic, "-conf", file));
    add(generic, "-libjars", jars);
    add(generic, "-files", taskFiles);
    add(generic, "-archives", archives);
    add(generic, "-fs", fileSystem);
    add(generic, "-jt", tracker);
    if (!generic.isEmpty()) {
      parse(conf, generic);
    }
    // Tells Hadoop not to warn that nobody read these options.
    conf.setBoolean(Job.USED_GENERIC_PARSER, true);
    definitions.forEach(definition -> define(conf, definition));
  }

  /** Hadoop passes over a file that is not there. */
  private static void checkFile(String file) {
    File local = new File(new Path(file).toUri().getPath());
    if (!local.isFile() || !local.canRead()) {
      throw new ConfigException(
          "-conf is \""
              + file
              + "\", but "
              + (local.isFile()
                  ? "it cannot be read"
                  : local.exists() ? "that is no file" : "there is no such file"));
    }
  }

  private static void add(List<String> generic, String option, String value) {
    if (value != null) {
      generic.add(option);
      generic.add(value);
    }
  }

  private static void parse(Configuration conf, List<String> generic) {
    try {
      GenericOptionsParser parser = new GenericOptionsParser(conf, generic.toArray(new String[0]));
      if (!parser.isParseSuccessful()) {
        throw new ConfigException("Hadoop refused " + String.join(" ", generic));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "Hadoop refused " + String.join(" ", generic) + ": " + e.getMessage(), e);
    }
  }

  private static void define(Configuration conf, String definition) {
    int equals = definition.indexOf('=');
    if (equals < 1) {
      throw new ConfigException("-D " + definition + " must have the form -D key=value");
    }
    conf.set(definition.substring(0, equals).trim(), definition.substring(equals + 1), "-D");
  }
}
