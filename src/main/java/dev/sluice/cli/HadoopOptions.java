package dev.sluice.cli;

import dev.sluice.cli.settings.KeyNames;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.HadoopOnJava;
import dev.sluice.mapreduce.job.LocalFiles;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.GenericOptionsParser;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hadoop's generic options, at any place behind the command. */
final class HadoopOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Set a key of Sluice or Hadoop; 'sluice settings' lists those of Sluice.")
  private List<String> definitions = new ArrayList<>();

  @Option(names = "-conf", paramLabel = "FILE", description = "Read keys from a Hadoop XML file.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "-libjars",
      paramLabel = "JARS",
      description = "Jars for the job and its tasks, comma-separated.")
  private String jars;

  @Option(
      names = "-files",
      paramLabel = "FILES",
      description = "Files to copy to the tasks, comma-separated.")
  private String taskFiles;

  @Option(
      names = "-archives",
      paramLabel = "FILES",
      description = "Archives to unpack for the tasks, comma-separated.")
  private String archives;

  @Option(names = "-fs", paramLabel = "URI", description = "Default file system.")
  private String fileSystem;

  @Option(
      names = "-jt",
      paramLabel = "HOST:PORT|local",
      description = "ResourceManager; local: the local job runner.")
  private String tracker;

  /** Applies them: {@code -D} overrides {@code -conf}, which overrides the user's properties. */
  void applyTo(Configuration conf) {
    HadoopOnJava.check();
    checkKeys(definitions);
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
    // Keeps Hadoop from warning that these options were not parsed.
    conf.setBoolean(Job.USED_GENERIC_PARSER, true);
    definitions.forEach(definition -> define(conf, definition));
    conf.set(InternalKeys.COMMAND, command.name());
    LocalFiles.use(conf);
  }

  /** Hadoop ignores a file that does not exist. */
  private static void checkFile(String file) {
    File local = new File(new Path(file).toUri().getPath());
    if (!local.isFile() || !local.canRead()) {
      throw new ConfigException(
          "-conf is \""
              + file
              + "\", but "
              + (local.isFile()
                  ? "the file cannot be read"
                  : local.exists() ? "that is not a file" : "the file does not exist"));
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
        throw new ConfigException("Hadoop rejected the options " + String.join(" ", generic));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "Hadoop rejected the options " + String.join(" ", generic) + ": " + e.getMessage(), e);
    }
  }

  /** A mistyped key would have no effect, which can go unnoticed until the end of the job. */
  private static void checkKeys(List<String> definitions) {
    List<String> problems = new ArrayList<>();
    for (String definition : definitions) {
      int equals = definition.indexOf('=');
      String key = equals < 1 ? "" : definition.substring(0, equals).trim();
      if (key.isEmpty()) {
        problems.add("-D " + definition + " must have the form -D KEY=VALUE");
      } else if (key.startsWith(KeyNames.PREFIX) && !KeyNames.isKnown(key)) {
        problems.add("unknown key " + key + " (given with -D)" + KeyNames.suggestion(key));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void define(Configuration conf, String definition) {
    int equals = definition.indexOf('=');
    conf.set(definition.substring(0, equals).trim(), definition.substring(equals + 1), "-D");
  }
}
