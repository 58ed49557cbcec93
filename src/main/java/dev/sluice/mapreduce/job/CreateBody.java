package dev.sluice.mapreduce.job;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.keys.JsonSetting;
import dev.sluice.mapreduce.keys.SettingFile;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The body of the create request: from the file in {@code sluice.index.create}, or copied from
 * another index.
 */
public final class CreateBody {

  public static final String AUTO = "auto";
  public static final String NEVER = "never";

  private final String policy;
  private final Configuration conf;

  public CreateBody(String policy, Configuration conf) {
    this.policy = policy;
    this.conf = conf;
  }

  /** Whether the file, if one is named, contains one JSON object. */
  public static boolean isReadable(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    new CreateBody(settings.get(OutputSettings.INDEX_CREATE), conf).read(settings);
    try {
      settings.check();
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** The content of the file, if one is named; problems are reported to the settings. */
  public Optional<String> read(Settings settings) {
    if (policy.equals(AUTO) || policy.equals(NEVER)) {
      // Raw: a body may contain text that looks like a Hadoop variable.
      String copied = policy.equals(AUTO) ? conf.getRaw(InternalKeys.CREATE_BODY) : null;
      return Optional.ofNullable(copied);
    }
    String subject =
        OutputSettings.INDEX_CREATE + " is \"" + policy + "\", read as a file name; the file ";
    return JsonSetting.object(subject, () -> SettingFile.content(policy, conf), settings);
  }
}
