package dev.sluice.cli;

import dev.sluice.cli.run.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help of a command; the same as {@code COMMAND --help}. */
@Command(
    name = "help",
    description = "Print the help of a command.",
    customSynopsis = "sluice help [COMMAND]",
    mixinStandardHelpOptions = true,
    helpCommand = true)
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command. Without it, all commands are listed.")
  private String command;

  @Override
  public Integer call() {
    CommandLine all = spec.parent().commandLine();
    CommandLine named = command == null ? all : all.getSubcommands().get(command);
    if (named == null) {
      throw UsageMistake.unknownCommand(spec.parent().commandLine(), command);
    }
    named.usage(all.getOut());
    return ExitCode.DONE;
  }
}
