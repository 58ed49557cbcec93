package dev.sluice.mapreduce;

import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The body of the create request, in the file that {@code sluice.index.create} may name. */
final class CreateBody {

  static final String AUTO = "auto";
  static final String NEVER = "never";

  private final String policy;
  private final Configuration conf;

  CreateBody(String policy, Configuration conf) {
    this.policy = policy;
    this.conf = conf;
  }

  /** The file's content, if one is named; problems are noted in the settings. */
  Optional<String> read(Settings settings) {
    if (policy.equals(AUTO) || policy.equals(NEVER)) {
      return Optional.empty();
    }
    try {
      byte[] json = NamedFile.content(policy, conf);
      JsonText.checkObject(json, 0, json.length);
      return Optional.of(new String(json, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(subject() + "which cannot be read: " + e.getMessage());
    } catch (JsonFormException e) {
      settings.problem(subject() + "which does not hold one JSON object: " + e.getMessage());
    }
    return Optional.empty();
  }

  private String subject() {
    return OutputSettings.INDEX_CREATE
        + " is \""
        + policy
        + "\", neither auto nor never, and so the name of a file, ";
  }
}
