package dev.sluice.cli;

import dev.sluice.cli.check.Check;
import dev.sluice.cli.check.CheckReport;
import dev.sluice.cli.check.FindingSource;
import dev.sluice.cli.check.JobInput;
import dev.sluice.cli.check.Level;
import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.Outcome;
import dev.sluice.cli.run.Terminal;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether a load would go well, without starting it. */
@Command(
    name = "check",
    description = "Check a cluster, an index and the input of a load before the load.",
    customSynopsis = "sluice check --index NAME [--table NAME | --input PATHS] [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice check --index pages --nodes https://es-1:9200",
      "  sluice check --index pages --table crawl --mappers 10",
      "  sluice check --index pages --input dump/ -D sluice.bulk.size=10mb --json",
      "",
      "Each line is ok, look or bad, with its figure and what to do. The exit code is"
          + " 1 if a line is bad. Give the keys of the load with -D.",
      "",
      "The check needs the privilege monitor on the cluster and on the index. It says"
          + " what it cannot see without them, and writes nothing. It removes the scratch"
          + " index of a rehearsal that was killed."
    })
final class CheckCommand implements Callable<Integer> {

  private static final int NARROWEST = 80;
  private static final int WIDEST = 100;

  private final Ticker ticker;
  private final Terminal terminal;
  private final CommandResult result;

  @Spec private CommandSpec spec;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "Index, alias or data stream to load; it does not have to exist.")
  private String index;

  @Option(names = "--table", paramLabel = "NAME", description = "HBase table to load.")
  private String table;

  @Option(
      names = "--input",
      split = ",",
      paramLabel = "PATHS",
      description = "Files, directories or patterns to load, comma-separated.")
  private List<String> inputs;

  @Option(
      names = "--mappers",
      paramLabel = "N|auto",
      description =
          "Number of map tasks; auto: one per data node, with --table. As in the" + " load.")
  private String mappers;

  @Option(
      names = "--create",
      paramLabel = "FILE",
      description = "JSON file with settings and mappings of an index to create.")
  private String create;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private NodesOption nodes;

  @Mixin private HadoopOptions hadoop;

  CheckCommand(Ticker ticker, Terminal terminal, CommandResult result) {
    this.ticker = ticker;
    this.terminal = terminal;
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    conf.set(ConnectionSettings.NODES.key(), nodes.in(conf), "the command line");
    WriteOptions.set(conf, OutputSettings.INDEX_CREATE.key(), create);
    TableMappers.set(conf, mappers);
    FindingSource leftovers = new RehearsalLeftovers(conf, ticker);
    CheckReport report =
        new Check(conf, index, input(), Collections.singletonList(leftovers), ticker).run();
    Outcome outcome = report.worst() == Level.BAD ? Outcome.BAD : Outcome.DONE;
    result.outcome(outcome);
    result.members(report::writeTo);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      int width = Math.max(NARROWEST, Math.min(WIDEST, terminal.helpWidth()));
      report.lines(width).forEach(out::println);
    }
    out.flush();
    return outcome.exitCode();
  }

  private Optional<JobInput> input() {
    if (table != null && inputs != null) {
      throw new ConfigException("give either --table or --input, not both");
    }
    if (table != null) {
      return Optional.of(JobInput.ofTable(table));
    }
    return Optional.ofNullable(inputs).map(JobInput::ofFiles);
  }
}
