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
 * A task that writes by our format in a job whose main output format is another, as with Hadoop's
 * {@code MultipleOutputs}: nothing was checked at submit, and nobody prepares or commits the index.
 */
public final class OtherCommitter {

  private static final Logger log = LoggerFactory.getLogger(OtherCommitter.class);

  private OtherCommitter() {}

  /**
   * Makes the settings of a task what the check at submit would have made them.
   *
   * @throws ConfigException with every problem of the settings
   */
  public static void readSettings(TaskAttemptContext task) {
    Settings settings = Settings.from(task.getConfiguration()::get);
    TranslatedKeys.ofWriting(task).forEach(settings::problem);
    JobSecrets.read(task.getConfiguration(), settings).store(task.getCredentials());
    OutputOptions.read(settings);
    settings.check();
  }

  /**
   * Refuses what only the committer of the job could do, and says what nobody does.
   *
   * @throws ConfigException if the settings ask for it
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
