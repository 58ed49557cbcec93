package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The body of the create request that a job would send. Immutable. */
final class NewIndexBody {

  private final String policy;
  private final Optional<String> json;

  NewIndexBody(String policy, Optional<String> json) {
    this.policy = policy;
    this.json = json;
  }

  /** Reads the file that the configuration names; its problems go to the settings. */
  static NewIndexBody read(Configuration conf, Settings settings) {
    String policy = settings.get(OutputSettings.INDEX_CREATE);
    return new NewIndexBody(policy, new CreateBody(policy, conf).read(settings));
  }

  boolean isForbidden() {
    return policy.equals(CreateBody.NEVER);
  }

  /** The file. */
  Optional<String> name() {
    return json.map(text -> policy);
  }

  /** The settings without their prefix {@code index.}; none if there is no body. */
  Map<String, String> settings() {
    return json.map(text -> flat(JsonTree.parse(text.getBytes(UTF_8)).at("settings")))
        .orElse(Collections.emptyMap());
  }

  /** A server accepts settings nested or with dots, with or without {@code index.}. */
  static Map<String, String> flat(JsonTree settings) {
    Map<String, String> flat = new HashMap<>();
    settings.leaves().forEach((key, value) -> flat.put(key.replaceFirst("^index\\.", ""), value));
    return flat;
  }
}
