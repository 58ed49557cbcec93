package dev.sluice.mapreduce.copy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.zlib.ZlibFactory;

/**
 * The compression level of gzip: that of Hadoop's key. Without it, the fastest, because compression
 * is what a dump waits for.
 */
public final class GzipLevel {

  private static final String KEY = "zlib.compress.level";

  /** The names that Hadoop gives to the levels of zlib, from 0 on. */
  private static final List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList(
              "NO_COMPRESSION",
              "BEST_SPEED",
              "TWO",
              "THREE",
              "FOUR",
              "FIVE",
              "SIX",
              "SEVEN",
              "EIGHT",
              "BEST_COMPRESSION"));

  private GzipLevel() {}

  /** A level from 0 to 9, or -1 for the default of zlib. */
  public static int of(Configuration conf) {
    if (conf.get(KEY) == null) {
      return Deflater.BEST_SPEED;
    }
    // -1, the level of zlib, for Hadoop's DEFAULT_COMPRESSION
    return NAMES.indexOf(ZlibFactory.getCompressionLevel(conf).name());
  }
}
