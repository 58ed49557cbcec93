package dev.sluice.mapreduce.keys;

import dev.sluice.config.Settings;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A JSON object that a setting gives, or names a file of; checked where the job is submitted. */
public final class JsonSetting {

  /** Where the bytes are. */
  public interface Content {
    byte[] read() throws IOException;
  }

  private JsonSetting() {}

  /**
   * The object as text; problems are noted in the settings.
   *
   * @param subject what a problem is said of
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
