package dev.sluice.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * A configuration that cannot work. Carries every problem found, one line each, so that a user
 * mends them in one go.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  /**
   * Reports one problem.
   *
   * @param problem what is wrong and what to change, one line
   */
  public ConfigException(String problem) {
    this(Collections.singletonList(problem));
  }

  /**
   * Reports one problem with the exception behind it.
   *
   * @param problem what is wrong and what to change, one line
   * @param cause what was caught
   */
  public ConfigException(String problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  /**
   * Reports several problems.
   *
   * @param problems one line each, at least one
   */
  public ConfigException(Collection<String> problems) {
    super(String.join("\n", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** Every problem, in the order found. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }
}
