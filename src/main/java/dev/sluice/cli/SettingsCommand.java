package dev.sluice.cli;

import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.Terminal;
import dev.sluice.cli.settings.AllSettings;
import dev.sluice.cli.settings.KeyNames;
import dev.sluice.cli.settings.SettingPage;
import dev.sluice.cli.settings.SettingsTable;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the keys: all of them, one, or those with a prefix. */
@Command(
    name = "settings",
    description = "Print configuration keys: type, default, allowed values and meaning.",
    customSynopsis = "sluice settings [OPTIONS] [KEY|PREFIX]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice settings sluice.bulk.in-flight",
      "  sluice settings sluice.read",
      "  sluice settings --common",
      "",
      "Set a key with -D KEY=VALUE after a command, in a file with -conf, or in the job's"
          + " Configuration. Passwords and tokens are not keys: put them into a Hadoop credential"
          + " provider, or into the file that sluice.secrets.file names."
    })
final class SettingsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KEY|PREFIX",
      description = "A key, or the beginning of keys. The prefix sluice. can be omitted.")
  private String name;

  @Option(names = "--common", description = "Print only the keys that most jobs need.")
  private boolean common;

  @Option(names = "--markdown", description = "Print as Markdown.")
  private boolean markdown;

  @Option(names = "--properties", description = "Print as a properties file, commented out.")
  private boolean properties;

  SettingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(name == null ? of(AllSettings.ALL) : named(full(name)));
    out.flush();
    return ExitCode.DONE;
  }

  private static String full(String name) {
    return name.startsWith(KeyNames.PREFIX) || name.equals("sluice")
        ? name
        : KeyNames.PREFIX + name;
  }

  private String named(String key) {
    Optional<Setting<?>> one =
        AllSettings.ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    if (one.isPresent() && !markdown && !properties) {
      return new SettingPage(one.get(), terminal.helpWidth()).text(matching(key + "."));
    }
    List<Setting<?>> longer = startingWith(key);
    if (!one.isPresent() && KeyNames.isKnown(key)) {
      return SettingPage.ofTwinOrSecret(key, terminal.helpWidth());
    }
    if (longer.isEmpty()) {
      throw new ConfigException("unknown key " + key + KeyNames.suggestion(key));
    }
    return of(longer);
  }

  /** A whole part of the name first: sluice.id is no beginning of sluice.identity then. */
  private static List<Setting<?>> startingWith(String prefix) {
    String part = prefix.endsWith(".") ? prefix : prefix + ".";
    List<Setting<?>> within = matching(part);
    return within.isEmpty() ? matching(prefix) : within;
  }

  private static List<Setting<?>> matching(String prefix) {
    return AllSettings.ALL.stream()
        .filter(setting -> setting.key().startsWith(prefix))
        .collect(Collectors.toList());
  }

  private String of(List<Setting<?>> settings) {
    List<Setting<?>> chosen =
        settings.stream()
            .filter(setting -> !common || setting.isCommon())
            .collect(Collectors.toList());
    SettingsTable table = new SettingsTable(chosen);
    if (properties) {
      return table.properties();
    }
    if (!markdown) {
      return table.text(terminal.helpWidth());
    }
    return common || name != null ? table.shortTable() : table.page();
  }
}
