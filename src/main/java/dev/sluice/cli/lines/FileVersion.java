package dev.sluice.cli.lines;

import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The length and the modification time of a file, by which a change of it shows. Immutable. */
final class FileVersion {

  private final long length;
  private final long modifiedMillis;

  private FileVersion(long length, long modifiedMillis) {
    this.length = length;
    this.modifiedMillis = modifiedMillis;
  }

  /** That of a file now. */
  static FileVersion of(Path file, Configuration conf) throws IOException {
    return of(file.getFileSystem(conf).getFileStatus(file));
  }

  static FileVersion of(FileStatus status) {
    return new FileVersion(status.getLen(), status.getModificationTime());
  }

  /** Reads the output of {@link #toText}. */
  static FileVersion parse(String text) {
    String[] parts = text.split(" ", -1);
    return new FileVersion(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  String toText() {
    return length + " " + modifiedMillis;
  }

  /**
   * Checks that a file did not change.
   *
   * @param before the version that an earlier attempt has read
   * @throws IOException if it is another one
   */
  void check(FileVersion before) throws IOException {
    if (!equals(before)) {
      throw new IOException(
          "the file has changed since an earlier attempt read a part of it: it had "
              + before
              + ", and has "
              + this
              + "; load files that do not change, or turn checkpoints off with"
              + " sluice.checkpoint.interval=0s");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileVersion
        && length == ((FileVersion) other).length
        && modifiedMillis == ((FileVersion) other).modifiedMillis;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(length) + 31 * Long.hashCode(modifiedMillis);
  }

  @Override
  public String toString() {
    return length + " bytes of " + Instant.ofEpochMilli(modifiedMillis);
  }
}
