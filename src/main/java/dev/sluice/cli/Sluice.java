package dev.sluice.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.EncodedOutput;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.run.Terminal;
import dev.sluice.cli.run.WrappedText;
import dev.sluice.cli.settings.OptionKeys;
import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * The command line: {@code hadoop jar sluice.jar COMMAND ...}. The exit codes of all commands are 0
 * (done), 1 (finished, with rejected documents or documents of unknown outcome), 2 (usage or
 * configuration error) and 3 (failed).
 */
@Command(
    name = "sluice",
    description =
        "Load Elasticsearch from Hadoop and HBase without losing a document, and read whole indices"
            + " back.",
    mixinStandardHelpOptions = true,
    customSynopsis = "sluice COMMAND [OPTIONS]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice table --table crawl --index pages --mapping pages.mapping --mappers 10",
      "  sluice load --input 'hdfs:///dump/*.json.gz' --index pages --id field:url",
      "  sluice dump --index pages --output hdfs:///dump/pages",
      "  sluice reindex --from http://old:9200/pages --to http://new:9200/pages-2",
      "  sluice help load",
      "  sluice settings sluice.bulk",
      "",
      "Hadoop's options (-D KEY=VALUE, -conf, -libjars, -files, -fs, -jt) go after the command."
    })
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class Sluice {

  private static final String HELP = "help";
  private static final String COMPLETION = "generate-completion";

  /** In the order of the help. */
  private static final List<String> COMMANDS =
      Arrays.asList(
          "table",
          "load",
          "check",
          "dump",
          "reindex",
          "replay",
          "verify",
          "repair",
          "jobs",
          "report",
          "control",
          "restore",
          "route",
          "settings",
          HELP,
          COMPLETION);

  /** These describe the others. */
  private static final List<String> OF_ALL = Arrays.asList(HELP, COMPLETION);

  @Option(
      names = {"-X", "--stacktrace"},
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure, for a bug report.")
  private boolean stacktrace;

  @Option(
      names = SummaryFormat.OPTION,
      scope = ScopeType.INHERIT,
      paramLabel = "text|json",
      description =
          "Form of the result. json: one JSON object on standard output, and everything else on"
              + " standard error. Default: text")
  @SuppressWarnings("unused") // for the help and the check of the value; see SummaryFormat.isJson
  private SummaryFormat summary = SummaryFormat.TEXT;

  private final CommandResult result;

  private Sluice(CommandResult result) {
    this.result = result;
  }

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Optional<String> problem = new ClassPathCheck(loader).problem();
    System.exit(problem.isPresent() ? refuse(problem.get()) : run(Ticker.system(), args));
  }

  private static int refuse(String problem) {
    PrintWriter err = EncodedOutput.error();
    err.println("sluice: " + problem);
    err.flush();
    return ExitCode.USAGE;
  }

  /**
   * Runs one command and returns; prints to the standard streams.
   *
   * @return the exit code
   */
  public static int run(String... args) {
    return run(Ticker.system(), args);
  }

  private static int run(Ticker ticker, String... args) {
    PrintWriter out = EncodedOutput.standard();
    PrintWriter err = EncodedOutput.error();
    boolean json = SummaryFormat.isJson(args);
    CommandResult result = new CommandResult();
    int code = execute(ticker, result, json ? err : out, err, args);
    if (json) {
      out.println(result.toJson(code));
    }
    return code;
  }

  private static int execute(
      Ticker ticker, CommandResult result, PrintWriter out, PrintWriter err, String... args) {
    try {
      CommandLine line = commandLine(ticker, Terminal.ofProcess(), result, args);
      line.setOut(out);
      line.setErr(err);
      return line.execute(args);
    } catch (Error e) {
      // The JVM would exit with 1, which means that a job has finished.
      err.println("sluice: internal error, please report it:");
      e.printStackTrace(err);
      result.error("internal error: " + e);
      return ExitCode.FAILED;
    }
  }

  static CommandLine commandLine(Ticker ticker) {
    return commandLine(ticker, Terminal.ofProcess());
  }

  static CommandLine commandLine(Ticker ticker, Terminal terminal) {
    return commandLine(ticker, terminal, new CommandResult(), COMMANDS);
  }

  private static CommandLine commandLine(
      Ticker ticker, Terminal terminal, CommandResult result, List<String> commands) {
    Sluice sluice = new Sluice(result);
    CommandLine line = new CommandLine(sluice);
    commands.forEach(name -> line.addSubcommand(command(name, ticker, terminal, result)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    setHelp(line, terminal);
    line.setExecutionStrategy(parsed -> sluice.execute(line, parsed));
    line.setParameterExceptionHandler(sluice::misused);
    line.setExecutionExceptionHandler(sluice::failed);
    return line;
  }

  /** The same for these arguments; faster, since it only has the command that they name. */
  static CommandLine commandLine(
      Ticker ticker, Terminal terminal, CommandResult result, String... args) {
    boolean one = args.length > 0 && COMMANDS.contains(args[0]) && !OF_ALL.contains(args[0]);
    return commandLine(
        ticker, terminal, result, one ? Collections.singletonList(args[0]) : COMMANDS);
  }

  private static Object command(
      String name, Ticker ticker, Terminal terminal, CommandResult result) {
    JobRunner jobs = new JobRunner(ticker, result);
    switch (name) {
      case "table":
        return new TableCommand(jobs);
      case "load":
        return new LoadCommand(jobs);
      case "check":
        return new CheckCommand(ticker, terminal, result);
      case "dump":
        return new DumpCommand(jobs);
      case "reindex":
        return new ReindexCommand(jobs);
      case "replay":
        return new ReplayCommand(jobs);
      case "verify":
        return new VerifyCommand(jobs, ticker);
      case "repair":
        return new RepairCommand(jobs);
      case "jobs":
        return new JobsCommand(ticker, result);
      case "report":
        return new ReportCommand(ticker, result);
      case "control":
        return new ControlCommand(result);
      case "restore":
        return new RestoreCommand(result);
      case "route":
        return new RouteCommand(result);
      case "settings":
        return new SettingsCommand(terminal);
      case HELP:
        return new HelpCommand();
      case COMPLETION:
        return completion();
      default:
        throw new AssertionError(name);
    }
  }

  /** For the build of the archives, and not in the list of commands. */
  private static CommandLine completion() {
    CommandLine command = new CommandLine(new AutoComplete.GenerateCompletion());
    command.getCommandSpec().usageMessage().hidden(true);
    return command;
  }

  /** Every command has the same form of help, and the same exit codes. */
  private static void setHelp(CommandLine line, Terminal terminal) {
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.hasColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setHelpFactory(
        (spec, colours) -> {
          spec.usageMessage().width(terminal.helpWidth());
          return new CommandLine.Help(spec, colours);
        });
    Map<String, CommandLine.IHelpSectionRenderer> sections =
        new LinkedHashMap<>(line.getHelpSectionMap());
    sections.put(SECTION_KEY_OPTION_LIST, OptionSections::of);
    sections.put(SECTION_KEY_SYNOPSIS_HEADING, help -> "");
    sections.put(SECTION_KEY_SYNOPSIS, help -> synopsis(help, terminal.helpWidth()));
    sections.put(SECTION_KEY_FOOTER, help -> footer(help, terminal.helpWidth()));
    line.setHelpSectionMap(sections);
    setCommon(line.getCommandSpec());
    line.getSubcommands().values().forEach(each -> setCommon(each.getCommandSpec()));
  }

  private static String synopsis(CommandLine.Help help, int width) {
    String[] custom = help.commandSpec().usageMessage().customSynopsis();
    return custom.length == 0
        ? "Usage: " + help.synopsis("Usage: ".length())
        : WrappedText.of("Usage: " + String.join(" ", custom), 0, width);
  }

  /** Wrapped between words; picocli breaks keys at their dots. */
  private static String footer(CommandLine.Help help, int width) {
    return Arrays.stream(help.commandSpec().usageMessage().footer())
        .map(text -> text.startsWith(" ") ? text + "\n" : WrappedText.of(text, 0, width))
        .collect(Collectors.joining())
        .replace("%%", "%");
  }

  private static void setCommon(CommandSpec command) {
    command.versionProvider(new Version());
    command
        .usageMessage()
        .requiredOptionMarker('*')
        .parameterListHeading("%nArguments:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.MEANINGS);
  }

  private int execute(CommandLine line, ParseResult parsed) {
    if (!parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    if (parsed.hasSubcommand()) {
      result.command(parsed.subcommand().commandSpec().name());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String message = UsageMistake.message(e, args);
    result.command(command.getCommandSpec().name());
    result.error(message);
    err.println("sluice: " + message);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    CommandFailure failure = CommandFailure.of(e);
    result.error(OptionKeys.named(failure.message(), command.getParseResult()));
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
