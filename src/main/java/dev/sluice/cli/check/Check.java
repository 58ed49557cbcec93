package dev.sluice.cli.check;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Node;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Answers whether a load would go well. It only reads, except for what a {@link FindingSource}
 * cleans up. A cluster that does not answer, refuses the credentials or is too old is one finding.
 */
public final class Check {

  private static final int FORBIDDEN = 403;

  private final Configuration conf;
  private final String index;
  private final Optional<JobInput> input;
  private final List<FindingSource> more;
  private final Ticker ticker;

  /**
   * Creates a check.
   *
   * @param conf the keys of the job, including the URLs of the cluster
   * @param input the input of the job; empty to check only cluster and index
   * @param more findings of other commands
   */
  public Check(
      Configuration conf,
      String index,
      Optional<JobInput> input,
      List<FindingSource> more,
      Ticker ticker) {
    this.conf = conf;
    this.index = index;
    this.input = input;
    this.more = more;
    this.ticker = ticker;
  }

  /**
   * Runs the check. Blocks.
   *
   * @throws ConfigException if a key is wrong
   * @throws IOException if TLS cannot be set up, or the input cannot be read
   */
  public CheckReport run() throws IOException {
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.read(conf, settings), JobCaller.of(conf));
    NewIndexBody body = NewIndexBody.read(conf, settings);
    JobFacts job = JobFacts.read(settings);
    settings.check();
    try (Connection connection = Connection.open(options)) {
      Administration server = connection.administration();
      List<Finding> refused = new ArrayList<>();
      Optional<Cluster> cluster = cluster(server, refused);
      return refused.isEmpty()
          ? report(cluster, server, body, job)
          : new CheckReport(Collections.singletonList(new FindingGroup("cluster", refused)));
    }
  }

  /** The nodes; empty if they may not be listed, or with a finding if a load is impossible. */
  private static Optional<Cluster> cluster(Administration server, List<Finding> refused) {
    try {
      Cluster cluster = server.cluster();
      Finding versions = ClusterFindings.versions(cluster);
      if (versions.level() == Level.BAD) {
        refused.add(versions);
      }
      return Optional.of(cluster);
    } catch (ElasticsearchException e) {
      if (e.status() != FORBIDDEN) {
        refused.add(
            Finding.bad(
                "connection",
                e.status() == 0 ? "no usable reply" : "refused with status " + e.status(),
                e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private CheckReport report(
      Optional<Cluster> cluster, Administration server, NewIndexBody body, JobFacts job)
      throws IOException {
    Questions questions = (path, privilege) -> ask(server, path, privilege);
    ClusterFacts facts =
        ClusterFacts.read(
            cluster.orElse(null),
            cluster.map(nodes -> reachable(server, nodes)).orElse(Collections.emptySet()),
            questions,
            ticker::wallMillis);
    List<FindingGroup> groups = new ArrayList<>();
    groups.add(new FindingGroup("cluster", ClusterFindings.of(facts)));
    int shards = index(facts, questions, body, job, groups);
    if (input.isPresent()) {
      Target target = Target.of(facts, shards);
      groups.add(new FindingGroup("job", jobFindings(input.get(), job, target)));
    }
    left(server).ifPresent(groups::add);
    return new CheckReport(groups);
  }

  /** Adds the findings about the index; returns its shards, 0 if unknown. */
  private int index(
      ClusterFacts facts,
      Questions questions,
      NewIndexBody body,
      JobFacts job,
      List<FindingGroup> groups) {
    if (index.contains("{")) {
      groups.add(
          indexGroup(
              Collections.singletonList(
                  Finding.look(
                      "index",
                      "each document chooses its index",
                      "check one of these indices by its name"))));
      return 0;
    }
    int nodes = facts.dataNodes().size();
    IndexLookup lookup = IndexLookup.of(index, questions);
    if (lookup.isUnseen()) {
      groups.add(indexGroup(Collections.singletonList(lookup.unseen())));
      return 0;
    }
    if (lookup.found().isPresent()) {
      IndexFacts found = lookup.found().get();
      groups.add(indexGroup(IndexFindings.of(found, nodes, job.loadMode)));
      return found.shards();
    }
    NewIndexFindings made =
        new NewIndexFindings(
            index, body, questions.ask(NewIndexFindings.TEMPLATES, Questions.CLUSTER_MONITOR));
    groups.add(indexGroup(made.of(nodes, job.loadMode)));
    return made.shards();
  }

  private FindingGroup indexGroup(List<Finding> findings) {
    return new FindingGroup("index " + index, findings);
  }

  private List<Finding> jobFindings(JobInput from, JobFacts job, Target target) {
    try {
      Source source = from.read(conf, target.dataNodes);
      return new JobFindings(job, source, target).of(TaskHeap.of(conf, source.running()));
    } catch (IOException | ConfigException e) {
      return Collections.singletonList(
          Finding.bad("input", "cannot be read", String.valueOf(e.getMessage())));
    }
  }

  private Optional<FindingGroup> left(Administration server) {
    List<Finding> findings = new ArrayList<>();
    for (FindingSource source : more) {
      try {
        findings.addAll(source.findings(server));
      } catch (IOException e) {
        findings.add(Finding.unseen("left over", "failed: " + e.getMessage()));
      }
    }
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(new FindingGroup("left over by other runs", findings));
  }

  private static Set<String> reachable(Administration server, Cluster cluster) {
    List<Node> data = cluster.nodes().stream().filter(Node::holdsData).collect(Collectors.toList());
    return server.reachable(data).stream().map(Node::id).collect(Collectors.toSet());
  }

  private static Answer ask(Administration server, String path, String privilege) {
    try {
      return Answer.of(server.read("GET " + path.split("\\?", 2)[0], path));
    } catch (ElasticsearchException e) {
      return Answer.refused(e, privilege);
    }
  }
}
