package dev.sluice.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * The configuration is invalid. The exception carries all problems found, one per line, so that a
 * user can fix them together.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  /**
   * Reports one problem.
   *
   * @param problem what is wrong and what to change, in one line
   */
  public ConfigException(String problem) {
    this(Collections.singletonList(problem));
  }

  /**
   * Reports one problem with its cause.
   *
   * @param problem what is wrong and what to change, in one line
   * @param cause the exception that was caught
   */
  public ConfigException(String problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  /**
   * Reports several problems.
   *
   * @param problems at least one, one line each
   */
  public ConfigException(Collection<String> problems) {
    super(String.join("\n", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** All problems, in the order in which they were found. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }
}
