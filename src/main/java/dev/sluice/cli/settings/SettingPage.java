package dev.sluice.cli.settings;

import dev.sluice.cli.run.Summary;
import dev.sluice.cli.run.WrappedText;
import dev.sluice.config.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The full description of one key, for a terminal. */
public final class SettingPage {

  private static final String LINE = "\n";

  private final Setting<?> setting;
  private final int width;

  public SettingPage(Setting<?> setting, int width) {
    this.setting = setting;
    this.width = width;
  }

  /**
   * The key, its type, default, allowed values, option and meaning.
   *
   * @param longer the keys that begin with this one
   */
  public String text(List<Setting<?>> longer) {
    StringBuilder out = new StringBuilder(setting.key()).append(LINE);
    row(out, "type", setting.type());
    row(out, "default", setting.fallback().isEmpty() ? "none" : setting.fallback());
    if (!setting.bounds().isEmpty()) {
      row(out, "values", setting.bounds().replaceFirst("^must be ", ""));
    }
    OptionKeys.of(setting.key()).ifPresent(option -> row(out, "option", option));
    out.append(LINE).append(wrapped(setting.doc()));
    if (!longer.isEmpty()) {
      String keys = longer.stream().map(Setting::key).collect(Collectors.joining(", "));
      out.append(LINE).append(wrapped("See also: " + keys));
    }
    return out.toString();
  }

  private void row(StringBuilder out, String name, String value) {
    String text = WrappedText.of(value, 11, width).trim();
    out.append("  ").append(Summary.padded(name, 9)).append(text).append(LINE);
  }

  private String wrapped(String text) {
    return WrappedText.of(text, 2, width);
  }

  /** The text for a secret, or for a connection key of the cluster that is read. */
  public static String ofTwinOrSecret(String key, int width) {
    Optional<Setting<?>> twin = KeyNames.twinOf(key);
    String text =
        twin.isPresent()
            ? "Like " + twin.get().key() + ", for the cluster that sluice.read.nodes names."
            : "A secret, not a key. Put it into a Hadoop credential provider, or into the file that"
                + " sluice.secrets.file names.";
    return key + LINE + WrappedText.of(text, 2, width);
  }
}
