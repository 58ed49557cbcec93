package dev.sluice.cli;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The program: {@code hadoop jar sluice.jar COMMAND …}. It leaves with 0 when done, 1 when done
 * with rejected documents, 2 for a mistake in the command or the configuration, 3 when the job
 * failed.
 */
@Command(
    name = "sluice",
    description = {
      "Loads Elasticsearch from Hadoop and HBase, fast and without losing a document, and reads",
      "whole indices back."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice table --table crawl --index pages --mapping pages.mapping --mappers 10",
      "  sluice load --input 'hdfs:///dump/*.json.gz' --index pages --id field:url",
      "  sluice dump --index pages --output hdfs:///dump/pages",
      "  sluice reindex --from http://old:9200/pages --to http://new:9200/pages-2",
      "  sluice load --help",
      "",
      "Hadoop's -D key=value, -conf, -libjars, -files, -fs and -jt go behind the command.",
      "Exit codes: 0 done, 1 done with rejected documents, 2 usage or configuration, 3 failed."
    })
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class Sluice {

  @Option(
      names = {"-X", "--stacktrace"},
      scope = ScopeType.INHERIT,
      description = "Prints the stack trace of a failure, for a bug report.")
  private boolean stacktrace;

  private Sluice() {}

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Optional<String> problem = new ClassPathCheck(loader).problem();
    System.exit(problem.isPresent() ? refuse(problem.get()) : run(Ticker.system(), args));
  }

  private static int refuse(String problem) {
    PrintWriter err = new CommandLine(CommandSpec.create()).getErr();
    err.println("sluice: " + problem);
    err.flush();
    return ExitCode.USAGE;
  }

  /**
   * Runs one command, for programs that go on afterwards; prints to the standard streams.
   *
   * @return the exit code
   */
  public static int run(String... args) {
    return run(Ticker.system(), args);
  }

  private static int run(Ticker ticker, String... args) {
    return commandLine(ticker).execute(args);
  }

  static CommandLine commandLine(Ticker ticker) {
    Sluice sluice = new Sluice();
    CommandLine line = new CommandLine(sluice);
    line.addSubcommand(new TableCommand(ticker));
    line.addSubcommand(new LoadCommand(ticker));
    line.addSubcommand(new DumpCommand(ticker));
    line.addSubcommand(new ReindexCommand(ticker));
    line.addSubcommand(new ReplayCommand(ticker));
    line.addSubcommand(new RestoreCommand());
    line.addSubcommand(new RouteCommand());
    line.addSubcommand(new SettingsCommand());
    line.addSubcommand(new AutoComplete.GenerateCompletion());
    line.setUsageHelpWidth(100);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(parsed -> sluice.execute(line, parsed));
    line.setParameterExceptionHandler(Sluice::misused);
    line.setExecutionExceptionHandler(sluice::failed);
    return line;
  }

  private int execute(CommandLine line, ParseResult parsed) {
    if (!parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("sluice: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    String name = command.getCommandSpec().qualifiedName();
    err.println("Try '" + name + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    CommandFailure failure = CommandFailure.of(e);
    Arrays.stream(failure.message().split("\n", -1))
        .forEach(
            line -> err.println("sluice: " + OptionKeys.named(line, command.getParseResult())));
    if (stacktrace) {
      e.printStackTrace(err);
    }
    err.flush();
    return failure.exitCode();
  }
}
