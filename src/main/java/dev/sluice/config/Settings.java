package dev.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads settings and collects all problems, so that one exception reports them together. While
 * there are problems, the values are defaults, which may only be used to find more problems. Call
 * {@link #check} before any other use. Not thread-safe.
 */
public final class Settings {

  private final Lookup lookup;
  private final List<String> problems = new ArrayList<>();

  private Settings(Lookup lookup) {
    this.lookup = lookup;
  }

  /** Reads from a lookup. */
  public static Settings from(Lookup lookup) {
    return new Settings(Objects.requireNonNull(lookup, "lookup"));
  }

  /** The value of a setting; if it is invalid, reports a problem and returns the default. */
  public <T> T get(Setting<T> setting) {
    try {
      return setting.read(lookup);
    } catch (IllegalArgumentException e) {
      problem(e.getMessage());
      return setting.read(key -> null);
    }
  }

  /** Whether the key is set. */
  public boolean isGiven(Setting<?> setting) {
    return setting.isGiven(lookup);
  }

  /** Reports a problem; the same text is reported once. */
  public void problem(String text) {
    if (!problems.contains(text)) {
      problems.add(text);
    }
  }

  /**
   * Ends reading.
   *
   * @throws ConfigException if there was a problem
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
