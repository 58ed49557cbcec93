package dev.sluice.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** A local file system that makes directories and files, and has room for no byte. */
public final class FullDisk extends RawLocalFileSystem {

  /** What the system says. */
  public static final String WHY = "No space left on device";

  /** A configuration whose local files are on it. */
  public static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.setClass("fs.file.impl", FullDisk.class, RawLocalFileSystem.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
    return conf;
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    // The device that says so.
    return super.create(new Path("/dev/full"), true, buffer, replication, block, progress);
  }
}
