package dev.sluice.mapreduce.copy;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.search.ReadScope;
import dev.sluice.client.search.ReadShard;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.IndexName;
import dev.sluice.mapreduce.input.InputOptions;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.ReadConnection;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The source of a copy, compared with its target before the job starts: whether they are the same
 * index, whatever the cluster URLs are, and the body to create a similar index. Immutable.
 */
public final class CopySource {

  private final ConnectionOptions reading;
  private final Set<String> indices;
  private final Optional<IndexInfo> target;

  private CopySource(ConnectionOptions reading, Set<String> indices, Optional<IndexInfo> target) {
    this.reading = reading;
    this.indices = indices;
    this.target = target;
  }

  /**
   * Queries both clusters. Blocks.
   *
   * @param conf the keys of the job, with the nodes of both clusters
   * @param to the target index
   * @throws ConfigException if a key is invalid
   * @throws IOException if a cluster does not answer or refuses a request
   */
  public static CopySource of(Configuration conf, String from, String to) throws IOException {
    Configuration own = new Configuration(conf);
    own.set(InputSettings.INDEX.key(), from);
    Settings settings = Settings.from(own::get);
    JobSecrets secrets = JobSecrets.read(own, settings);
    InputOptions input = InputOptions.read(settings);
    Caller caller = JobCaller.of(own);
    ConnectionOptions reading = ReadConnection.options(own, secrets, settings, caller);
    ConnectionOptions writing = ConnectionOptions.read(settings, secrets, caller);
    settings.check();
    return new CopySource(reading, read(reading, input), found(writing, to));
  }

  private static Set<String> read(ConnectionOptions reading, InputOptions input)
      throws IOException {
    try (Connection open = Connection.open(reading)) {
      ReadScope scope = ReadScope.of(input.index).mayMiss(true).mayLackShards(input.mayLackShards);
      return open.shardsToRead(scope).stream()
          .map(ReadShard::index)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Optional<IndexInfo> found(ConnectionOptions writing, String to)
      throws IOException {
    if (!IndexName.isCreatable(to)) {
      return Optional.empty();
    }
    try (Connection open = Connection.open(writing)) {
      return open.administration().find(to);
    }
  }

  /** Whether the target index exists. */
  public boolean isTargetThere() {
    return target.isPresent();
  }

  /** The concrete indices to read. */
  public Set<String> indices() {
    return new TreeSet<>(indices);
  }

  /** Whether the target index is one of the source indices. Blocks. */
  public boolean isTarget() throws IOException {
    if (!target.isPresent() || !indices.contains(target.get().name())) {
      return false;
    }
    try (Connection open = Connection.open(reading)) {
      Administration source = open.administration();
      return source
          .find(target.get().name())
          .map(IndexInfo::uuid)
          .filter(target.get().uuid()::equals)
          .isPresent();
    }
  }

  /**
   * Makes the job create a missing target index with the mappings and settings of the source index.
   * Blocks.
   *
   * @throws ConfigException if there are several source indices
   */
  public void copyMappings(Configuration conf) throws IOException {
    if (indices.size() != 1) {
      throw new ConfigException(
          "mappings can be copied only from one index, but "
              + indices.size()
              + " indices are read ("
              + String.join(", ", indices)
              + "): use --create with a file instead");
    }
    try (Connection open = Connection.open(reading)) {
      String only = indices.iterator().next();
      conf.set(InternalKeys.CREATE_BODY, open.administration().index(only).createBody());
    } catch (ElasticsearchException e) {
      throw new IOException("the mappings of " + indices + " cannot be read: " + e.getMessage(), e);
    }
  }
}
