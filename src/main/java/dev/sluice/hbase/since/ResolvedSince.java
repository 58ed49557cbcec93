package dev.sluice.hbase.since;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.scan.SinceTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;

/** The time since which a job loads changes, as all its tasks use it: milliseconds since 1970. */
public final class ResolvedSince {

  private ResolvedSince() {}

  /**
   * The time of a job; empty if it reads all rows.
   *
   * @throws ConfigException if it is a duration or last, which only a submission can resolve
   */
  public static OptionalLong of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    Optional<SinceTime> since = settings.get(HBaseSettings.SINCE);
    settings.check();
    if (!since.isPresent()) {
      return OptionalLong.empty();
    }
    OptionalLong time = since.get().fixed();
    if (!time.isPresent()) {
      throw new ConfigException(
          HBaseSettings.SINCE
              + " is \""
              + since.get()
              + "\", which only TableJob and sluice table resolve: set it to a time");
    }
    return time;
  }

  static void store(long millis, Configuration conf) {
    conf.set(HBaseSettings.SINCE.key(), Long.toString(millis));
  }
}
