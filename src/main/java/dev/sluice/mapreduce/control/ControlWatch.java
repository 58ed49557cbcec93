package dev.sluice.mapreduce.control;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.FileStatus;

/**
 * Looks at the control files of a job again and again. A look lists their folder, which is one
 * request to the NameNode, and reads only files that have changed. Used by one thread.
 */
public final class ControlWatch {

  private final ControlFiles files;
  private final Version jobVersion = new Version();
  private final Version tasksVersion = new Version();
  private Optional<JobControl> job = Optional.empty();
  private OptionalInt tasks = OptionalInt.empty();

  public ControlWatch(ControlFiles files) {
    this.files = files;
  }

  /**
   * Looks once.
   *
   * @throws IOException if a file cannot be read; the next look tries again
   */
  public void look() throws IOException {
    Map<String, FileStatus> found = files.list();
    FileStatus ofJob = found.get(ControlFiles.JOB);
    if (jobVersion.differs(ofJob)) {
      job = files.job();
      jobVersion.read(ofJob);
    }
    FileStatus ofTasks = found.get(ControlFiles.TASKS);
    if (tasksVersion.differs(ofTasks)) {
      tasks = files.tasks();
      tasksVersion.read(ofTasks);
    }
  }

  /** The wish of the user, as of the last look; empty if there was none. */
  public Optional<JobControl> job() {
    return job;
  }

  /** The number of running tasks, as of the last look; empty if no command counts them. */
  public OptionalInt tasks() {
    return tasks;
  }

  /**
   * The version of a file that was read last. It is read twice, because a file system may not tell
   * two changes in one second apart.
   */
  private static final class Version {
    private FileStatus last;
    private boolean twice = true;

    boolean differs(FileStatus now) {
      return !twice || !isLast(now);
    }

    void read(FileStatus now) {
      twice = isLast(now);
      last = now;
    }

    private boolean isLast(FileStatus now) {
      if (now == null || last == null) {
        return now == null && last == null;
      }
      return now.getModificationTime() == last.getModificationTime()
          && now.getLen() == last.getLen();
    }
  }
}
