package dev.sluice.cli.settings;

import dev.sluice.cli.run.WrappedText;
import dev.sluice.config.Setting;
import java.util.List;
import java.util.Objects;

/** The keys as text for a terminal, and as tables for the documentation. */
public final class SettingsTable {

  private static final String LINE = "\n";
  private static final int FILE_WIDTH = 92;

  private final List<Setting<?>> settings;

  public SettingsTable(List<Setting<?>> settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * One paragraph for each key.
   *
   * @param width columns of the terminal
   */
  public String text(int width) {
    StringBuilder out = new StringBuilder();
    for (Setting<?> setting : settings) {
      out.append(setting.key()).append("  (").append(setting.type());
      if (!setting.fallback().isEmpty()) {
        out.append(", default ").append(setting.fallback());
      }
      out.append(')').append(LINE);
      out.append(WrappedText.of(setting.doc() + bounds(setting), 4, width));
      out.append(LINE);
    }
    return out.toString();
  }

  /** A properties file in which each key is commented out and has its default. */
  public String properties() {
    StringBuilder out = new StringBuilder();
    comment(out, "Keys for every command. Remove the # before a key to set it.");
    comment(out, "Options, -conf and -D override this file. Keys of Hadoop are allowed, too.");
    for (Setting<?> setting : settings) {
      out.append(LINE);
      comment(out, setting.doc() + bounds(setting));
      out.append('#').append(setting.key()).append('=');
      out.append(setting.fallback().replace("\\", "\\\\")).append(LINE);
    }
    return out.toString();
  }

  private static void comment(StringBuilder out, String text) {
    out.append(WrappedText.of(text, "# ", FILE_WIDTH));
  }

  /** The allowed values, unless the type says it. */
  private static String bounds(Setting<?> setting) {
    boolean told = setting.bounds().isEmpty() || setting.type().equals("boolean");
    return told ? "" : " " + sentence(setting.bounds());
  }

  private static String sentence(String bounds) {
    return Character.toUpperCase(bounds.charAt(0)) + bounds.substring(1) + ".";
  }

  /** The page {@code src/docs/settings.md}. */
  public String page() {
    return "# Settings"
        + LINE
        + LINE
        + "All keys. Set a key with `-D key=value`, in a file with `-conf`, or in the job's"
        + " `Configuration`. `sluice settings KEY` prints one key, `sluice settings PREFIX` all keys"
        + " with a prefix; `sluice settings --markdown` prints this page."
        + LINE
        + LINE
        + table();
  }

  /** A table of key, type, default and meaning. */
  public String table() {
    StringBuilder out = new StringBuilder("| Key | Type | Default | Meaning |" + LINE);
    out.append("|---|---|---|---|").append(LINE);
    for (Setting<?> setting : settings) {
      row(out, setting, setting.type(), setting.doc() + bounds(setting));
    }
    return out.toString();
  }

  /** A table of key, default and meaning. */
  public String shortTable() {
    StringBuilder out = new StringBuilder("| Key | Default | Meaning |" + LINE);
    out.append("|---|---|---|").append(LINE);
    settings.forEach(setting -> row(out, setting, "", setting.doc()));
    return out.toString();
  }

  private static void row(StringBuilder out, Setting<?> setting, String type, String meaning) {
    out.append("| `").append(setting.key()).append("` | ");
    if (!type.isEmpty()) {
      out.append(cell(type)).append(" | ");
    }
    String fallback = setting.fallback().isEmpty() ? "" : "`" + cell(setting.fallback()) + "`";
    out.append(fallback).append(" | ").append(cell(meaning)).append(" |").append(LINE);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
