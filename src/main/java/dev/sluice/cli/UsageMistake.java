package dev.sluice.cli;

import dev.sluice.config.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains a command line that cannot be parsed: what is wrong, and what was probably meant. */
final class UsageMistake {

  private static final int MOST_SHOWN = 3;

  private final ParameterException problem;
  private final CommandSpec command;
  private final List<String> args;

  private UsageMistake(ParameterException problem, List<String> args) {
    this.problem = problem;
    this.command = problem.getCommandLine().getCommandSpec();
    this.args = args;
  }

  /**
   * The message for a mistake.
   *
   * @param args the whole command line
   */
  static String message(ParameterException problem, String... args) {
    return new UsageMistake(unmatchedFirst(problem, args), Arrays.asList(args)).message();
  }

  /** An unknown command, with the one that was probably meant. */
  static ParameterException unknownCommand(CommandLine sluice, String name) {
    Collection<String> names = sluice.getSubcommands().keySet();
    return new ParameterException(sluice, "unknown command " + name + meant(name, names));
  }

  /** Of several mistakes the unknown option comes first: it often is the missing one, mistyped. */
  private static ParameterException unmatchedFirst(ParameterException problem, String... args) {
    if (!(problem instanceof MissingParameterException)) {
      return problem;
    }
    CommandLine again = new CommandLine(problem.getCommandLine().getCommandSpec().root());
    again.getCommandSpec().parser().collectErrors(true);
    again
        .getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().parser().collectErrors(true));
    try {
      CommandLine.ParseResult parsed = again.parseArgs(args);
      Stream<Exception> ofCommand =
          parsed.hasSubcommand() ? parsed.subcommand().errors().stream() : Stream.empty();
      return Stream.concat(parsed.errors().stream(), ofCommand)
          .filter(UnmatchedArgumentException.class::isInstance)
          .map(UnmatchedArgumentException.class::cast)
          .findFirst()
          .map(ParameterException.class::cast)
          .orElse(problem);
    } catch (ParameterException e) {
      return e instanceof UnmatchedArgumentException ? e : problem;
    }
  }

  private String message() {
    if (problem instanceof UnmatchedArgumentException) {
      return unmatched(((UnmatchedArgumentException) problem).getUnmatched());
    }
    if (problem instanceof MissingParameterException) {
      return missing(((MissingParameterException) problem).getMissing());
    }
    if (problem instanceof OverwrittenOptionException) {
      return name(((OverwrittenOptionException) problem).getOverwritten()) + " is given twice";
    }
    if (problem.getArgSpec() != null && problem.getValue() != null) {
      return name(problem.getArgSpec())
          + " is \""
          + problem.getValue()
          + "\" but must be "
          + wish(problem.getArgSpec());
    }
    return problem.getMessage();
  }

  private static String wish(ArgSpec option) {
    if (option.type() == Integer.class) {
      return "a whole number";
    }
    if (option.type().isEnum() && option.paramLabel().indexOf('|') < 0) {
      return "one of "
          + Arrays.stream(option.type().getEnumConstants())
              .map(each -> each.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    return "one of " + option.paramLabel().replace("|", ", ");
  }

  private String unmatched(List<String> unmatched) {
    Optional<String> option = unmatched.stream().filter(arg -> arg.startsWith("-")).findFirst();
    if (option.isPresent()) {
      return unknownOption(option.get().replaceFirst("=.*", ""));
    }
    if (command.parent() == null) {
      return unknownCommand(command.commandLine(), unmatched.get(0)).getMessage();
    }
    String more =
        unmatched.size() > MOST_SHOWN ? " and " + (unmatched.size() - MOST_SHOWN) + " more" : "";
    return (unmatched.size() == 1 ? "unexpected argument " : "unexpected arguments ")
        + unmatched.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
        + more
        + quoting(unmatched.get(0));
  }

  private String unknownOption(String written) {
    if (command.parent() == null && isOfACommand(written)) {
      return "unknown option " + written + "; put the options of a command after its name";
    }
    return "unknown option " + written + meant(written, names(command));
  }

  private boolean isOfACommand(String option) {
    return command.subcommands().values().stream()
        .anyMatch(each -> each.getCommandSpec().findOption(option) != null);
  }

  private static List<String> names(CommandSpec command) {
    return command.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .collect(Collectors.toList());
  }

  /** Several files after an option usually come from a pattern that the shell expanded. */
  private String quoting(String unmatched) {
    int at = args.indexOf(unmatched);
    OptionSpec before = at < 2 ? null : command.findOption(args.get(at - 2));
    String option = before == null ? "" : before.longestName() + " ";
    return before == null || before.arity().max() == 0
        ? ""
        : "; if the shell expanded a pattern, quote it: " + option + "'PATTERN'";
  }

  private String missing(List<ArgSpec> missing) {
    ArgSpec first = missing.get(0);
    if (first.isOption() && isWithoutValue((OptionSpec) first)) {
      return name(first) + " needs a value: " + name(first) + " " + first.paramLabel();
    }
    String what = first.isOption() ? "option" : "argument";
    return "missing required "
        + (missing.size() == 1 ? what : what + "s")
        + " "
        + missing.stream().map(UsageMistake::shown).collect(Collectors.joining(", "));
  }

  private boolean isWithoutValue(OptionSpec option) {
    int start = args.indexOf(command.name());
    return Stream.of(option.names()).anyMatch(name -> args.lastIndexOf(name) > start);
  }

  private static String shown(ArgSpec arg) {
    return arg.isOption() ? name(arg) + " " + arg.paramLabel() : arg.paramLabel();
  }

  private static String name(ArgSpec arg) {
    return arg.isOption() ? ((OptionSpec) arg).longestName() : arg.paramLabel();
  }

  /** Ends a message with the names most like the one written: a slip, or the beginning of one. */
  private static String meant(String written, Collection<String> names) {
    List<String> begun =
        names.stream()
            .filter(name -> written.length() > 3 && name.startsWith(written))
            .sorted()
            .collect(Collectors.toList());
    return begun.isEmpty()
        ? Spelling.hint(written, names, Math.max(2, written.length() / 3))
        : Spelling.question(begun);
  }
}
