package dev.sluice.mapreduce.commit;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.TranslatedKeys;
import dev.sluice.mapreduce.job.WorkPath;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a task that writes with our output format while the job has another main output format,
 * as with Hadoop's {@code MultipleOutputs}. Nothing was checked at submission, and no committer
 * prepares or verifies the index.
 */
public final class OtherCommitter {

  private static final Logger log = LoggerFactory.getLogger(OtherCommitter.class);

  private OtherCommitter() {}

  /**
   * Completes the settings of a task as the check at submission would have done.
   *
   * @throws ConfigException with all problems of the settings
   */
  public static void readSettings(TaskAttemptContext task) {
    Settings settings = Settings.from(task.getConfiguration()::get);
    TranslatedKeys.ofWriting(task).forEach(settings::problem);
    JobSecrets.read(task.getConfiguration(), settings).store(task.getCredentials());
    OutputOptions.read(settings);
    settings.check();
  }

  /**
   * Refuses settings that need the job's committer, and warns about the missing steps.
   *
   * @throws ConfigException if such a setting is given
   */
  public static void check(TaskAttemptContext task) throws IOException {
    Configuration conf = task.getConfiguration();
    Settings settings = Settings.from(conf::get);
    LoadOptions load = LoadOptions.read(settings);
    String policy = settings.get(OutputSettings.INDEX_CREATE);
    refuse(load.mode == LoadMode.BULK, LoadSettings.LOAD_MODE, settings);
    refuse(load.alias().isPresent(), LoadSettings.ALIAS, settings);
    refuse(load.forceMerge > 0, LoadSettings.FORCE_MERGE, settings);
    refuse(load.uniqueIds, OutputSettings.ID_UNIQUE, settings);
    boolean file = !policy.equals(CreateBody.AUTO) && !policy.equals(CreateBody.NEVER);
    refuse(file, OutputSettings.INDEX_CREATE, settings);
    settings.check();
    log.warn(
        "The main output format of this job is not Sluice's: index {} will not be created,"
            + " refreshed or"
            + " verified; {}",
        IndexPlan.load(conf).index(),
        WorkPath.published(task).isPresent()
            ? "rejected documents will be in " + AttemptFiles.FOLDER + " in its output directory"
            : "as it has no output directory, the first rejected document fails the task");
  }

  private static void refuse(boolean asked, Setting<?> setting, Settings settings) {
    if (asked) {
      settings.problem(
          setting
              + " is set, but the main output format of this job is not Sluice's, so the key has"
              + " no effect: remove it, or make IndexOutputFormat the job's output format");
    }
  }
}
