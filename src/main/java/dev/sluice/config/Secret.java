package dev.sluice.config;

import java.util.Objects;

/**
 * A password, token or key that never prints: {@code toString} is a row of stars, and it is not
 * serializable. Whoever needs the text calls {@link #reveal} and does not keep it.
 */
public final class Secret {

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Wraps the text of a secret. */
  public static Secret of(String text) {
    return new Secret(Objects.requireNonNull(text, "text"));
  }

  /** The text itself, for the one place that sends it. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret && ((Secret) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "****";
  }
}
