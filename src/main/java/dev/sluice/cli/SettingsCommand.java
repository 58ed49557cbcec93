package dev.sluice.cli;

import dev.sluice.cli.run.ExitCode;
import dev.sluice.config.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the keys. */
@Command(
    name = "settings",
    description = "Prints every key: type, default, bounds, meaning.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--markdown", description = "As a page of the documentation.")
  private boolean markdown;

  @Option(names = "--properties", description = "Print as a properties file, commented out.")
  private boolean properties;

  @Option(names = "--common", description = "Only the keys most jobs need.")
  private boolean common;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SettingsTable table = new SettingsTable(chosen());
    if (properties) {
      out.print(table.properties());
    } else if (!markdown) {
      out.print(table.text());
    } else if (common) {
      out.print(table.shortTable());
    } else {
      out.print(table.page());
    }
    out.flush();
    return ExitCode.DONE;
  }

  private List<Setting<?>> chosen() {
    return AllSettings.ALL.stream()
        .filter(setting -> !common || setting.isCommon())
        .collect(Collectors.toList());
  }
}
