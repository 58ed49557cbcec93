package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.action.Operation;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.ScriptSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.security.Credentials;

/**
 * Submission of a job that compares what a load would write with the index. It checks the settings
 * of the load, and only reads from the cluster. Immutable.
 */
public final class CompareSubmission {

  private static final String OURS = "sluice.";

  private final Map<String, Collection<String>> aliases;
  private final List<String> names;
  private final boolean several;
  private final long documents;

  private CompareSubmission(
      Map<String, Collection<String>> aliases,
      List<String> names,
      boolean several,
      long documents) {
    this.aliases = aliases;
    this.names = names;
    this.several = several;
    this.documents = documents;
  }

  /**
   * Checks the load and the cluster, and completes the configuration of the job.
   *
   * @param load the load, with a configuration that shares the credentials of the job
   * @param indices the indices to compare with if documents name their own; otherwise empty
   * @throws ConfigException if the load cannot be compared, or the index does not exist
   * @throws IOException if the cluster does not answer or refuses a request
   */
  public static CompareSubmission complete(JobContext job, JobContext load, List<String> indices)
      throws IOException {
    JobClasses.reach(load.getConfiguration());
    Credentials credentials = JobCredentials.toFill(job);
    WriteOptions options = WriteOptions.read(load, credentials);
    checkComparable(options, load);
    CompareSubmission made;
    try (Connection open = Connection.open(options.connection)) {
      made = ask(open.administration(), options, load, indices);
    }
    store(options, load.getConfiguration(), credentials);
    carry(load.getConfiguration(), job.getConfiguration());
    return made;
  }

  private static void checkComparable(WriteOptions options, JobContext load) {
    Configuration conf = load.getConfiguration();
    Operation operation = options.output.operation;
    boolean scripted =
        ScriptSettings.SOURCE.isGiven(conf::get) || ScriptSettings.ID.isGiven(conf::get);
    if (scripted || operation.action().equals(Operation.UPDATE.action())) {
      throw new ConfigException(
          (scripted
                  ? "a load with a script"
                  : OutputSettings.OPERATION + "=" + operation.name().toLowerCase(Locale.ROOT))
              + " cannot be verified: its documents depend on what the index had before. Compare"
              + " with the complete documents, with "
              + OutputSettings.OPERATION
              + "=index");
    }
    if (options.output.id.kind() == IdRule.Kind.NONE && leavesIds(conf)) {
      throw new ConfigException(
          OutputSettings.ID
              + " is none, so that each run generates other ids and nothing can be compared by id:"
              + " set "
              + OutputSettings.ID
              + " to key or field:NAME, as in the load");
    }
  }

  /** Whether the values of a job are known to have no id. */
  private static boolean leavesIds(Configuration conf) {
    Class<?> value = new JobConf(conf).getMapOutputValueClass();
    return !OutputSettings.VALUE_ENCODER.isGiven(conf::get)
        && (value == Text.class || value == BytesWritable.class || value == MapWritable.class)
        && (conf.get(MRJobConfig.MAP_OUTPUT_VALUE_CLASS) != null
            || conf.get(MRJobConfig.OUTPUT_VALUE_CLASS) != null);
  }

  private static CompareSubmission ask(
      Administration server, WriteOptions options, JobContext load, List<String> indices)
      throws IOException {
    Configuration conf = load.getConfiguration();
    boolean several = options.several.isPresent() || !indices.isEmpty();
    List<String> names =
        indices.isEmpty()
            ? Collections.singletonList(
                options.several.orElseGet(() -> options.output.index().get()))
            : indices;
    if (options.several.isPresent()) {
      IndexPlan.existing(options.several.get()).store(conf);
    } else if (indices.isEmpty()) {
      plan(server, options, load).store(conf);
    }
    String all = String.join(",", names);
    IndexUuids.ask(server, all).store(conf);
    return new CompareSubmission(resolve(server, all), names, several, count(server, all));
  }

  private static IndexPlan plan(Administration server, WriteOptions options, JobContext load)
      throws IOException {
    String index = options.output.index().get();
    Optional<IndexInfo> found = server.find(index);
    if (!found.isPresent()) {
      throw new ConfigException(
          "the index \""
              + index
              + "\" does not exist, so there is nothing to compare with: correct "
              + OutputSettings.INDEX);
    }
    IndexPlan plan =
        found.get().dataStream()
            ? IndexPlan.existing(index)
            : IndexPlan.existing(index, found.get().name());
    RangePlanner ranges = new RangePlanner(load, server);
    if (options.routing == RoutingMode.ROW_RANGE) {
      return ranges.plan(plan, server.expectedShards(index, Optional.empty()));
    }
    ranges.warnOfRanges(plan);
    return plan;
  }

  private static long count(Administration server, String names) throws IOException {
    JsonTree reply =
        server.read(
            "Counting documents of " + names,
            "/" + HttpRequest.part(names) + "/_count?ignore_unavailable=true");
    return reply.at("count").number().orElse(0);
  }

  /** The aliases and data streams, each with its concrete indices. */
  private static Map<String, Collection<String>> resolve(Administration server, String names)
      throws IOException {
    JsonTree reply =
        server.read("Looking up " + names, "/_resolve/index/" + HttpRequest.part(names));
    Map<String, Collection<String>> aliases = new TreeMap<>();
    for (JsonTree alias : reply.at("aliases").items()) {
      add(aliases, alias, alias.at("indices").texts());
    }
    for (JsonTree stream : reply.at("data_streams").items()) {
      add(aliases, stream, stream.at("backing_indices").texts());
    }
    for (JsonTree index : reply.at("indices").items()) {
      List<String> itself = new ArrayList<>();
      index.at("name").text().ifPresent(itself::add);
      for (String alias : index.at("aliases").texts()) {
        aliases.computeIfAbsent(alias, name -> new ArrayList<>()).addAll(itself);
      }
    }
    return aliases;
  }

  private static void add(
      Map<String, Collection<String>> aliases, JsonTree named, List<String> indices) {
    named
        .at("name")
        .text()
        .ifPresent(
            name -> aliases.computeIfAbsent(name, added -> new ArrayList<>()).addAll(indices));
  }

  private static void store(WriteOptions options, Configuration conf, Credentials credentials) {
    options.connection.certificates().ifPresent(pem -> conf.set(ConnectionSettings.CA.key(), pem));
    options.secrets.store(credentials);
    options.secrets.note(conf);
    JobSecrets.storeOne(Secrets.IDENTITY, options.connection.identity(), credentials);
  }

  /** Carries what was translated or planned into the job. */
  private static void carry(Configuration load, Configuration job) {
    for (Map.Entry<String, String> entry : load) {
      if (entry.getKey().startsWith(OURS)) {
        job.set(entry.getKey(), load.getRaw(entry.getKey()));
      }
    }
  }

  /** The aliases and data streams that mean the compared indices. */
  public Map<String, Collection<String>> aliases() {
    return Collections.unmodifiableMap(aliases);
  }

  /** The names or patterns of the compared indices. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Whether each document chooses its index, so that an id can be in each of them. */
  public boolean isOfSeveral() {
    return several;
  }

  /** The number of documents of the indices, about. */
  public long documents() {
    return documents;
  }
}
