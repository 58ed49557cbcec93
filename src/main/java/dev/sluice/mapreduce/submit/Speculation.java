package dev.sluice.mapreduce.submit;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.engine.Engine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speculative execution of the tasks that write. A speculative attempt sends its documents again,
 * so it is turned off. An engine where a job cannot do so must not have it on if the documents
 * would be duplicated. Immutable.
 */
final class Speculation {

  private static final Logger log = LoggerFactory.getLogger(Speculation.class);

  private final JobContext job;
  private final Engine engine;
  private final String key;

  /** Map tasks before a shuffle keep their setting. */
  private final boolean reduces;

  Speculation(JobContext job) {
    this.job = job;
    engine = Engine.of(job);
    reduces = job.getNumReduceTasks() > 0;
    key = engine.speculationKey(reduces);
  }

  /**
   * Turns it off.
   *
   * @param repeatable whether a second attempt writes the same documents under the same ids
   * @throws ConfigException if it is on, cannot be turned off, and would duplicate documents
   */
  void turnOff(boolean repeatable) {
    Configuration conf = job.getConfiguration();
    if (!engine.isSpeculative(conf, reduces, true)) {
      return;
    }
    if (engine.canTurnOffSpeculation()) {
      conf.setBoolean(key, false);
      log.info(
          "{} is turned off: a speculative attempt would send its documents again ({}=true"
              + " keeps it on)",
          key,
          OutputSettings.SPECULATION_ALLOW);
    } else if (repeatable) {
      log.info(
          "{} is true: a speculative attempt sends its documents again, under the same ids", key);
    } else {
      throw new ConfigException(
          key
              + " is true, and a speculative attempt would write its documents a second time: set "
              + key
              + " to false, or set the ids ("
              + OutputSettings.ID
              + " = key or field:NAME, or es.mapping.id), or set "
              + OutputSettings.SPECULATION_ALLOW
              + " to true to accept duplicates");
    }
  }
}
