package dev.sluice.cli.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a job directory, each of which a job of Sluice writes under such a name, and the
 * first one that is of somebody else. Immutable.
 */
final class DirectoryFiles {

  /** Files in the directory itself. */
  private static final Pattern OWN =
      Pattern.compile(
          "(job|owner|report|since|index|resumed)\\.json|report\\.html|index\\.json\\._COPYING_"
              + "|index\\.checked|lanes|settings|_SUCCESS|_part-[a-z]-\\d+\\.ndjson");

  /** Folders of the directory, and their files. */
  private static final Pattern IN_FOLDERS =
      Pattern.compile(
          "(rejected|unknown)/_?part-[a-z]-\\d+(\\.\\d+)?\\.ndjson"
              + "|failed/_?attempt_\\w+(-unknown)?\\.ndjson"
              + "|manifests/_?part-[a-z]-\\d+(\\.\\d+)?\\.json"
              + "|(attempts|running)/_?attempt_\\w+(\\.\\d+)?\\.json"
              + "|control/_?(job|tasks)"
              + "|_shards/part\\d*-[a-z]-\\d+\\.json");

  private static final Pattern FOLDER =
      Pattern.compile("rejected|unknown|failed|manifests|attempts|running|control|_shards");

  /** The folders of {@code checkpoints}, and their files. */
  private static final Pattern OF_TASK = Pattern.compile("task_\\w+");

  /** A file in {@code checkpoints} itself. */
  private static final Pattern RECORD = Pattern.compile("_?job\\.record");

  private static final Pattern OF_CHECKPOINT =
      Pattern.compile(
          "_?\\d{6,}-attempt_\\w+\\.checkpoint|(rejected|unknown)-attempt_\\w+-\\d+\\.ndjson");

  private static final String CHECKPOINTS = "checkpoints";

  /** Of Hadoop's committer, which removes it as a whole, too. */
  private static final String TEMPORARY = "_temporary";

  private final FileSystem files;
  private long newestMillis;
  private Path foreign;

  private DirectoryFiles(FileSystem files) {
    this.files = files;
  }

  /** Looks at all files. Blocks. */
  static DirectoryFiles of(Path root, FileSystem files) throws IOException {
    DirectoryFiles all = new DirectoryFiles(files);
    all.newestMillis = files.getFileStatus(root).getModificationTime();
    for (FileStatus entry : files.listStatus(root)) {
      String name = entry.getPath().getName();
      if (isLink(entry)) {
        all.refuse(entry);
      } else if (entry.isDirectory() && name.equals(TEMPORARY)) {
        all.addAttempts(entry);
      } else if (entry.isDirectory() && name.equals(CHECKPOINTS)) {
        all.addCheckpoints(entry);
      } else if (entry.isDirectory() && FOLDER.matcher(name).matches()) {
        all.addFolder(entry);
      } else {
        all.add(entry, entry.isFile() && OWN.matcher(name).matches());
      }
    }
    return all;
  }

  private void addFolder(FileStatus folder) throws IOException {
    add(folder, true);
    for (FileStatus file : files.listStatus(folder.getPath())) {
      String name = folder.getPath().getName() + "/" + file.getPath().getName();
      add(file, file.isFile() && !isLink(file) && IN_FOLDERS.matcher(name).matches());
    }
  }

  private void addCheckpoints(FileStatus folder) throws IOException {
    add(folder, true);
    for (FileStatus task : files.listStatus(folder.getPath())) {
      boolean own = task.isDirectory() && !isLink(task);
      String folderOrRecord = task.getPath().getName();
      boolean record = task.isFile() && !isLink(task) && RECORD.matcher(folderOrRecord).matches();
      add(task, record || (own && OF_TASK.matcher(folderOrRecord).matches()));
      for (FileStatus file : own ? files.listStatus(task.getPath()) : new FileStatus[0]) {
        String name = file.getPath().getName();
        add(file, file.isFile() && !isLink(file) && OF_CHECKPOINT.matcher(name).matches());
      }
    }
  }

  private void addAttempts(FileStatus folder) throws IOException {
    add(folder, true);
    for (FileStatus entry : files.listStatus(folder.getPath())) {
      if (entry.isDirectory() && !isLink(entry)) {
        addAttempts(entry);
      } else {
        add(entry, !isLink(entry));
      }
    }
  }

  private void add(FileStatus entry, boolean own) {
    newestMillis = Math.max(newestMillis, entry.getModificationTime());
    if (!own) {
      refuse(entry);
    }
  }

  private void refuse(FileStatus entry) {
    foreign = foreign == null ? entry.getPath() : foreign;
  }

  /** Hadoop follows the links of a local file system, and does not name them. */
  static boolean isLink(FileStatus entry) {
    return entry.isSymlink()
        || ("file".equals(entry.getPath().toUri().getScheme())
            && Files.isSymbolicLink(Paths.get(entry.getPath().toUri().getPath())));
  }

  /** When the newest file or folder was changed, in milliseconds since 1970. */
  long newestMillis() {
    return newestMillis;
  }

  /** A file or folder that no job of Sluice writes; empty if there is none. */
  Optional<Path> foreign() {
    return Optional.ofNullable(foreign);
  }
}
