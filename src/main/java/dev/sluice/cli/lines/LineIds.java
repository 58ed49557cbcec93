package dev.sluice.cli.lines;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.IdRule;

/** The option {@code --id} of commands that read lines, which have no key. */
public final class LineIds {

  private LineIds() {}

  /**
   * Checks that an id rule can be applied to lines.
   *
   * @param others the values that the option has beside {@code field:NAME}
   * @return the rule
   * @throws ConfigException if it cannot, with the values that the option takes
   */
  public static String check(String rule, String others) {
    try {
      if (IdRule.parse(rule).kind() != IdRule.Kind.KEY) {
        return rule;
      }
    } catch (IllegalArgumentException e) {
      throw mistaken(rule, others, meant(rule), e);
    }
    throw mistaken(rule, others, "; a line has no key", null);
  }

  private static ConfigException mistaken(
      String rule, String others, String hint, IllegalArgumentException cause) {
    return new ConfigException(
        "--id is \"" + rule + "\" but must be " + others + " or field:NAME" + hint, cause);
  }

  private static String meant(String rule) {
    return rule.isEmpty() || rule.indexOf(':') >= 0
        ? ""
        : "; for the field " + rule + ": --id field:" + rule;
  }
}
