package dev.sluice.cli.source;

import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.input.InputSettings;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Indices as the source of a job that copies or compares their documents. Immutable. */
public final class IndexSource {

  private static final String FROM = "--from";

  private final IndexLocation from;

  private IndexSource(IndexLocation from) {
    this.from = from;
  }

  /**
   * Reads the option {@code --from}.
   *
   * @throws dev.sluice.config.ConfigException if it names no index
   */
  public static IndexSource parse(String text) {
    return new IndexSource(IndexLocation.parse(FROM, text));
  }

  /** The index, or a list or pattern of several. */
  public String index() {
    return from.index();
  }

  /**
   * Chooses the clusters to read and to write. If only one side names a cluster, the other side is
   * in the same one. The cluster to read is set in the configuration.
   *
   * @param target the nodes that the target names
   * @param given the nodes that an option or a key names for both
   * @param fallback the nodes if nothing names any
   * @return the nodes to write
   */
  public String connect(
      Configuration conf,
      Optional<String> target,
      Optional<String> given,
      Supplier<String> fallback) {
    Optional<String> ofReading = Optional.ofNullable(conf.get(InputSettings.NODES.key()));
    Optional<String> read = firstOf(from.nodes(), ofReading, given);
    String write = firstOf(target, given, read).orElseGet(fallback);
    conf.set(InputSettings.NODES.key(), read.orElse(write), FROM);
    return write;
  }

  private static Optional<String> firstOf(
      Optional<String> first, Optional<String> second, Optional<String> third) {
    return Stream.of(first, second, third)
        .map(each -> each.orElse(null))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * The map-only job that writes the documents to an index.
   *
   * @param conf a configuration that {@link #connect} has prepared; it is copied
   */
  public Job job(Configuration conf, String nodes, String index) throws IOException {
    Job job = Job.getInstance(conf, "reindex " + from.index());
    job.setJarByClass(IndexSource.class);
    IndexJob.copyFrom(job, from.index());
    IndexJob.writeTo(job, nodes, index);
    return job;
  }
}
