package dev.sluice.mapreduce.repair;

import dev.sluice.config.ConfigException;
import java.util.regex.Pattern;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** How many documents a repair may delete: a number, or a percentage of the index. Immutable. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class DeleteLimit {

  private static final Pattern FORM = Pattern.compile("\\d{1,15}|\\d{1,3}(\\.\\d{1,6})?%");

  private final String text;

  private DeleteLimit(String text) {
    this.text = text;
  }

  /**
   * Parses a limit.
   *
   * @throws ConfigException if it is neither a number nor a percentage
   */
  public static DeleteLimit parse(String text) {
    if (!FORM.matcher(text).matches() || (text.endsWith("%") && percentage(text) > 100)) {
      throw new ConfigException(
          "the maximum of deletes (--max-deletes) is \""
              + text
              + "\" but must be a number or a percentage, such as 1%");
    }
    return new DeleteLimit(text);
  }

  private static double percentage(String text) {
    return Double.parseDouble(text.substring(0, text.length() - 1));
  }

  /**
   * Checks a number of deletes.
   *
   * @param documents the number of documents of the index
   * @throws ConfigException if the limit allows fewer
   */
  void check(long deletes, long documents) {
    long most = of(documents);
    if (deletes > most) {
      throw new ConfigException(
          deletes
              + " documents would be deleted, but the limit (--max-deletes) is "
              + (text.endsWith("%")
                  ? text + ", which is " + most + " of " + documents + " documents"
                  : text)
              + ". Nothing was written or deleted. Check the differences, then raise the limit");
    }
  }

  private long of(long documents) {
    return text.endsWith("%")
        ? (long) Math.floor(documents * percentage(text) / 100)
        : Long.parseLong(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
