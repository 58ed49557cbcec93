package dev.sluice.mapreduce.keys;

import dev.sluice.config.Settings;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A setting whose value is a JSON object, inline or from a file; checked at submission. */
public final class JsonSetting {

  /** Provides the bytes. */
  public interface Content {
    byte[] read() throws IOException;
  }

  private JsonSetting() {}

  /**
   * The object as text; problems are reported to the settings.
   *
   * @param subject the start of a problem text
   */
  public static Optional<String> object(String subject, Content content, Settings settings) {
    try {
      byte[] json = content.read();
      JsonText.checkObject(json, 0, json.length);
      return Optional.of(new String(json, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(subject + "cannot be read: " + e.getMessage());
    } catch (JsonFormException e) {
      settings.problem(subject + "does not contain one JSON object: " + e.getMessage());
    }
    return Optional.empty();
  }
}
