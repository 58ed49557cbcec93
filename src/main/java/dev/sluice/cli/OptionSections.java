package dev.sluice.cli;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command in its help: required ones first, Hadoop's and general ones last. */
final class OptionSections {

  private OptionSections() {}

  static String of(Help help) {
    List<OptionSpec> options =
        help.commandSpec().options().stream()
            .filter(option -> !option.hidden())
            .sorted(
                Comparator.comparing((OptionSpec option) -> !option.required())
                    .thenComparing(option -> !option.usageHelp() && !option.versionHelp()))
            .collect(Collectors.toList());
    Predicate<OptionSpec> general = option -> isGeneral(option);
    Predicate<OptionSpec> hadoop = option -> isHadoops(option);
    boolean marked = options.stream().anyMatch(OptionSpec::required);
    return section(
            help,
            marked ? "Options (* is required):" : "Options:",
            options,
            general.or(hadoop).negate())
        + section(help, "Hadoop options:", options, hadoop)
        + section(help, "General options:", options, general);
  }

  private static boolean isHadoops(OptionSpec option) {
    return option.userObject() instanceof Field
        && ((Field) option.userObject()).getDeclaringClass() == HadoopOptions.class;
  }

  /** Those that every command has. */
  private static boolean isGeneral(OptionSpec option) {
    return option.usageHelp()
        || option.versionHelp()
        || option.inherited()
        || option.root() != null;
  }

  private static String section(
      Help help, String heading, List<OptionSpec> all, Predicate<OptionSpec> wanted) {
    List<OptionSpec> options = all.stream().filter(wanted).collect(Collectors.toList());
    if (options.isEmpty()) {
      return "";
    }
    Help.Layout layout =
        help.createDefaultLayout(options, Collections.emptyList(), help.colorScheme());
    layout.addOptions(options, new SpacedLabels());
    // Of an option with a short name only, picocli leaves the column of the comma empty.
    String lines = layout.toString().replaceAll("(?m)^(  -\\w)  (\\S+) ", "$1 $2  ");
    return System.lineSeparator() + heading + System.lineSeparator() + lines;
  }

  /** Shows {@code --index NAME}, as people type it. */
  private static final class SpacedLabels implements IParamLabelRenderer {

    @Override
    public Text renderParameterLabel(ArgSpec arg, Ansi ansi, List<IStyle> styles) {
      return ansi.new Text(arg.arity().max() == 0 ? "" : separator() + arg.paramLabel());
    }

    @Override
    public String separator() {
      return " ";
    }
  }
}
