package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.keys.SecretKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Publishes the differences, and beside them the configuration of the load, from which a repair
 * writes the documents again. It contains no secrets.
 */
final class VerifyCommitter extends FileOutputCommitter {

  private final Path directory;

  VerifyCommitter(Path directory, TaskAttemptContext task) throws IOException {
    super(directory, task);
    this.directory = directory;
  }

  @Override
  public void commitJob(JobContext job) throws IOException {
    Configuration load = withoutSecrets(VerifiedLoad.of(job.getConfiguration()));
    Path file = new Path(directory, VerifiedLoad.FILE);
    load.setInt(VerifiedLoad.FORMAT, VerifiedLoad.THIS_FORMAT);
    try (OutputStream out = file.getFileSystem(load).create(file, true)) {
      load.writeXml(out);
    }
    super.commitJob(job);
  }

  private static Configuration withoutSecrets(Configuration load) {
    SecretKeys secrets = SecretKeys.of(load);
    Configuration kept = new Configuration(false);
    for (Map.Entry<String, String> entry : load) {
      String key = entry.getKey();
      if (!secrets.has(key)) {
        kept.set(key, secrets.strip(key, load.getRaw(key)));
      }
    }
    return kept;
  }
}
