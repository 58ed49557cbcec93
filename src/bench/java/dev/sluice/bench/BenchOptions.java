package dev.sluice.bench;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the benchmark can be told. */
@Command(
    name = "scripts/bench",
    description = {
      "Measures Sluice beside elasticsearch-hadoop, Elasticsearch's BulkIngester, and a floor: a"
          + " bare poster of request bodies joined beforehand. All load the same generated documents"
          + " into real servers started for it, each in a JVM of its own, in turns. Nothing needs to"
          + " be installed but a JDK 17 and Maven.",
      "",
      "Prints a table for each scenario: documents a second, and the client's CPU per document,"
          + " which is the slope between a run and one four times as large. Ratios are medians of"
          + " the ratios of each round. Where it matters, a table has the CPU of the nodes per"
          + " document (server-cost), the size of the files (dump), or the time until all documents"
          + " are searchable on all copies of the index (story). Results and charts are in"
          + " target/bench as well.",
      ""
    },
    usageHelpWidth = 100)
final class BenchOptions {

  @Option(names = "--help", usageHelp = true, description = "Shows this text.")
  boolean help;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description = "Plays these scenarios instead of all; they are listed below.")
  List<String> scenarios = List.of();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Lets only these take part, by their names in the table.")
  List<String> only = List.of();

  @Option(
      names = "--docs",
      paramLabel = "N",
      description = "Documents of a run, instead of the scenario's own number.")
  Optional<Long> docs = Optional.empty();

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      description = "Bytes of a document, instead of the scenario's own number.")
  Optional<Integer> size = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured; 3 by default, and 1 with --quick.")
  Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "VERSION",
      description =
          "The version of Elasticsearch, one of those in target/servers; 8.7.1 by default.")
  Optional<String> server = Optional.empty();

  @Option(
      names = "--quick",
      description = "Fewer documents and one round: shows that all works, not how fast it is.")
  boolean quick;

  @Option(
      names = "--profile",
      description =
          "Records every run with Java Flight Recorder, in target/bench/runs. Costs some speed, for"
              + " everybody.")
  boolean profile;

  @Option(
      names = "--micro",
      description =
          "As the first option: runs the microbenchmarks instead, those whose names match what"
              + " follows; all options behind it are those of JMH. Results: target/bench/micro.json.")
  boolean micro;

  @Option(
      names = "--simulate",
      description = "As the only option: runs the simulated clusters of src/docs/scale.md instead.")
  boolean simulate;

  int rounds() {
    return rounds.orElse(quick ? 1 : 3);
  }
}
