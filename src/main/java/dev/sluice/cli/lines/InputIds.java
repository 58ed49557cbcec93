package dev.sluice.cli.lines;

import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Ids made from the place of a document in the input: {@code HASH_OFFSET}, either the same in every
 * run, or generated for one job and those that resume it.
 *
 * <p>For those of every run, HASH is the base64url of the first 128 bits of the SHA-256 of the
 * file's qualified path, with scheme and authority, because two clusters can have files with the
 * same path. OFFSET is the offset of the line in bytes, in the decompressed file. So ids depend
 * neither on split sizes nor on other input files. The format must not change: later runs rely on
 * it.
 *
 * <p>Generated ids hash the first job, too, and in a part of a compressed file its start, because
 * offsets count from there. Immutable.
 */
public final class InputIds {

  private static final String ON = "dev.sluice.cli.id.input";
  private static final int HASH_BYTES = 16;

  /** Null if ids are not made from the input. */
  private final String prefix;

  /** Whether they are the same in every run. */
  private final boolean lasting;

  private InputIds(String prefix, boolean lasting) {
    this.prefix = prefix;
    this.lasting = lasting;
  }

  /**
   * Makes the mappers of a job write such ids as keys, and the output format use the keys as ids.
   */
  public static void use(Configuration conf) {
    conf.setBoolean(ON, true);
    conf.set(OutputSettings.ID.key(), "key", "--id input");
  }

  /** Whether they are the same in every run. */
  public static boolean areUsed(Configuration conf) {
    return conf.getBoolean(ON, false);
  }

  /**
   * Makes a job generate ids from places where it would generate them from the numbers of records:
   * a job that resumes it reads the records in other tasks.
   */
  public static void generate(Configuration conf) {
    conf.setBoolean(InternalKeys.PLACED_IDS, true);
  }

  public static InputIds of(FileSplit split, Configuration conf) {
    if (areUsed(conf)) {
      return new InputIds(hash(split.getPath().toString()) + "_", true);
    }
    return new InputIds(
        conf.getBoolean(InternalKeys.PLACED_IDS, false) ? hash(generated(split, conf)) + "_" : null,
        false);
  }

  private static String generated(FileSplit split, Configuration conf) {
    String job = conf.get(InternalKeys.FIRST_JOB, conf.get(MRJobConfig.ID, ""));
    boolean counted =
        split.getStart() == 0
            || new CompressionCodecFactory(conf).getCodec(split.getPath()) == null;
    return job + " " + (counted ? 0 : split.getStart()) + " " + split.getPath();
  }

  private static String hash(String place) {
    try {
      byte[] path = place.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The id of the line at an offset; empty if another run would give it another one. */
  public Optional<String> at(Writable offset) {
    return lasting ? Optional.of(prefix + offset) : Optional.empty();
  }

  /** The key to write the line with. */
  Writable key(Writable offset) {
    return prefix == null
        ? NullWritable.get()
        : new Text((prefix + offset).getBytes(StandardCharsets.US_ASCII));
  }
}
