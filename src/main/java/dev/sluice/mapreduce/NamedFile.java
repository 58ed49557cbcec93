package dev.sluice.mapreduce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/** A file that a setting names, read where the job is submitted. */
final class NamedFile {

  private NamedFile() {}

  /**
   * The content. A path without a scheme is on this machine, whatever the default file system.
   *
   * @throws IllegalArgumentException if the name is no path
   */
  static byte[] content(String name, Configuration conf) throws IOException {
    Path path = new Path(name);
    boolean local = path.toUri().getScheme() == null;
    FileSystem files = local ? FileSystem.getLocal(conf) : path.getFileSystem(conf);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (InputStream in = files.open(path)) {
      IOUtils.copyBytes(in, content, conf);
    }
    return content.toByteArray();
  }
}
