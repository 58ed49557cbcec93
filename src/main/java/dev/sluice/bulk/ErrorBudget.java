package dev.sluice.bulk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The maximum number of rejected documents: a number, or a percentage of the documents given. A
 * percentage is checked from 1,000 documents on and at the end, because it means little for fewer.
 * Immutable.
 */
public final class ErrorBudget {

  private static final int ENOUGH = 1_000;
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})|(\\d{1,3}(?:\\.\\d{1,6})?)%");

  private final String text;
  private final long most;
  private final double share;

  private ErrorBudget(String text, long most, double share) {
    this.text = text;
    this.most = most;
    this.share = share;
  }

  /**
   * Parses a budget.
   *
   * @param text a whole number, or a percentage from 0 to 100
   * @throws IllegalArgumentException for any other text
   */
  public static ErrorBudget parse(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new IllegalArgumentException("not a number or percentage: " + text);
    }
    if (form.group(1) != null) {
      return new ErrorBudget(form.group(1), Long.parseLong(form.group(1)), -1);
    }
    double percent = Double.parseDouble(form.group(2));
    if (percent > 100) {
      throw new IllegalArgumentException("more than 100%: " + text);
    }
    return new ErrorBudget(text.trim(), 0, percent / 100);
  }

  /** Whether the budget is exceeded while more documents may come. */
  public boolean isExceeded(long rejected, long given) {
    return share < 0 ? rejected > most : given >= ENOUGH && rejected > share * given;
  }

  /** Whether the budget is exceeded after the last document. */
  public boolean isExceededAtEnd(long rejected, long given) {
    return share < 0 ? rejected > most : rejected > share * given;
  }

  /** The text as the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
