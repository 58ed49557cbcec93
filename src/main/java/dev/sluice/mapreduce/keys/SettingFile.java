package dev.sluice.mapreduce.keys;

import dev.sluice.config.LocalFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/** A file named by a setting, read at submission. */
public final class SettingFile {

  private static final Pattern ELSEWHERE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]*:.*");

  private SettingFile() {}

  /**
   * The content, at least one byte. A path without a scheme is local, whatever the default file
   * system is.
   *
   * @throws java.io.FileNotFoundException if the file does not exist
   * @throws IOException if it cannot be read; the message says why
   */
  public static byte[] content(String name, Configuration conf) throws IOException {
    return ELSEWHERE.matcher(name).matches()
        ? elsewhere(name, conf)
        : LocalFile.named(name).bytes();
  }

  private static byte[] elsewhere(String name, Configuration conf) throws IOException {
    Path path;
    try {
      path = new Path(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("the file name is not a path", e);
    }
    FileSystem files = path.getFileSystem(conf);
    if (files.getFileStatus(path).isDirectory()) {
      throw new IOException("the path is a directory");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (InputStream in = files.open(path)) {
      IOUtils.copyBytes(in, content, conf);
    }
    if (content.size() == 0) {
      throw new IOException("the file is empty");
    }
    return content.toByteArray();
  }
}
