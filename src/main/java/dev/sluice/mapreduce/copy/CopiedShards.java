package dev.sluice.mapreduce.copy;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.ManifestFiles;
import dev.sluice.mapreduce.resume.ResumeCheck;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards that committed tasks have copied, read from the shard manifests in the directories of
 * their jobs. A later job skips these shards. Immutable.
 */
public final class CopiedShards {

  private static final Logger log = LoggerFactory.getLogger(CopiedShards.class);

  /** Hidden from jobs that read a dump. */
  static final String LEDGERS = "_shards";

  /** Hadoop's key for the prefix of a job's file names. */
  public static final String BASE_NAME = "mapreduce.output.basename";

  static final String FIRST_NAME = "part";

  private final Map<String, ShardManifest> ledgers;

  private CopiedShards(Map<String, ShardManifest> ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * Reads the shard manifests of jobs.
   *
   * @param directories the directories of dumps, or of jobs that wrote an index
   * @throws IOException if a manifest cannot be read
   */
  public static CopiedShards in(Collection<Path> directories, Configuration conf)
      throws IOException {
    Map<String, ShardManifest> ledgers = new TreeMap<>();
    for (Path directory : directories) {
      ManifestFiles.read(
          directory.getFileSystem(conf),
          new Path(directory, LEDGERS),
          ShardManifest::read,
          ledger -> ledgers.put(ledger.shard(), ledger));
    }
    return new CopiedShards(ledgers);
  }

  /** The number of shards that a directory records, of a dump or of a job that wrote an index. */
  public static int countIn(Path directory, Configuration conf) throws IOException {
    return ledgersIn(directory, directory.getFileSystem(conf)).length;
  }

  private static FileStatus[] ledgersIn(Path directory, FileSystem files) throws IOException {
    Path in = new Path(directory, LEDGERS);
    return files.exists(in) ? files.listStatus(in, AttemptFiles::isManifest) : new FileStatus[0];
  }

  /**
   * Checks that a directory belongs to an unfinished job.
   *
   * @throws ConfigException if it does not exist, or its job has succeeded
   */
  public static void checkUnfinished(Path directory, Configuration conf) throws IOException {
    ResumeCheck.checkUnfinished(directory, conf);
  }

  /**
   * Removes files without a manifest, and manifests without files, from a dump to be resumed. A
   * task that is killed during its commit may leave one without the other.
   */
  public static void sweep(Path dump, Configuration conf) throws IOException {
    FileSystem files = dump.getFileSystem(conf);
    FileStatus[] outputs = files.globStatus(new Path(dump, FIRST_NAME + "*"));
    Set<String> tasks = new HashSet<>();
    for (FileStatus file : outputs) {
      tasks.add(task(file));
    }
    Set<String> ledgers = new HashSet<>();
    for (FileStatus ledger : ledgersIn(dump, files)) {
      ledgers.add(task(ledger));
      if (!tasks.contains(task(ledger))) {
        files.delete(ledger.getPath(), false);
      }
    }
    for (FileStatus file : outputs) {
      if (!ledgers.contains(task(file))) {
        log.info(
            "{} is from a task whose commit did not finish; its shard is dumped again",
            file.getPath());
        files.delete(file.getPath(), false);
      }
    }
  }

  /** The name of the task that wrote a file, the prefix of the file name. */
  private static String task(FileStatus file) {
    String name = file.getPath().getName();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /**
   * A file name prefix that is unused in a directory, so that one job does not replace the files of
   * another.
   */
  public static String freeName(Path directory, Configuration conf) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    int number = 2;
    while (files.globStatus(new Path(directory, FIRST_NAME + number + "-*")).length > 0) {
      number++;
    }
    return FIRST_NAME + number;
  }

  /** The number of shards. */
  public int count() {
    return ledgers.size();
  }

  /** The number of documents. */
  public long documents() {
    return ledgers.values().stream().mapToLong(ShardManifest::documents).sum();
  }

  /** The sequence number up to which a shard was certainly copied; -1 if unknown. */
  long checkpoint(String shard) {
    return ledgers.get(shard).checkpoint();
  }

  boolean has(String shard) {
    return ledgers.containsKey(shard);
  }

  /**
   * Checks that copying the remaining shards completes the copy.
   *
   * @param shards all current shards
   * @param terms the settings and the target of this copy
   * @throws ConfigException if the earlier job copied something else
   */
  void check(Collection<String> shards, String terms) {
    for (ShardManifest ledger : ledgers.values()) {
      if (!ledger.terms().equals(terms)) {
        throw new ConfigException(
            "the job to resume copied {"
                + ledger.terms()
                + "}, but this job copies {"
                + terms
                + "}: use the same query, fields and target, or start a new job");
      }
      if (!shards.contains(ledger.shard())) {
        throw new ConfigException(
            "the job to resume has copied shard "
                + ledger.shard()
                + ", which this job does not copy: name the same indices, or start"
                + " a new job");
      }
    }
  }
}
