package dev.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads many settings and gathers every problem, so that one exception names them all. While there
 * are problems the values handed out are defaults, good only for going on to look for more
 * problems; {@link #check} must be called before any is used. Not thread-safe.
 */
public final class Settings {

  private final Lookup lookup;
  private final List<String> problems = new ArrayList<>();

  private Settings(Lookup lookup) {
    this.lookup = lookup;
  }

  /** Reads from the given place. */
  public static Settings from(Lookup lookup) {
    return new Settings(Objects.requireNonNull(lookup, "lookup"));
  }

  /** The value of a setting, or its default and a problem noted. */
  public <T> T get(Setting<T> setting) {
    try {
      return setting.read(lookup);
    } catch (IllegalArgumentException e) {
      problem(e.getMessage());
      return setting.read(key -> null);
    }
  }

  /** Whether the user gave this key. */
  public boolean isGiven(Setting<?> setting) {
    return setting.isGiven(lookup);
  }

  /** Notes a problem between settings; the same one, of a key that is read twice, but once. */
  public void problem(String text) {
    if (!problems.contains(text)) {
      problems.add(text);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException if there was any problem
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
