package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Plays the scenarios that were asked for, one after the other. */
final class Bench {

  private static final Path RESULTS = Path.of("target", "bench");

  /** What the fixture of the integration tests starts. */
  private static final String SERVER_VERSION = "sluice.test.server-version";

  private final BenchOptions options;
  private final PrintStream out;

  private Bench(BenchOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs in the working directory, with {@code target/bench} for its files. */
  public static void main(String[] args) {
    BenchOptions options = new BenchOptions();
    CommandLine line = new CommandLine(options);
    line.getCommandSpec().usageMessage().footer(Program.list());
    try {
      line.parseArgs(args);
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return;
      }
      List<Scenario> program = Program.of(options);
      options.server.ifPresent(version -> System.setProperty(SERVER_VERSION, version));
      new Bench(options, System.out).play(program);
      // HBase has left threads behind.
      System.exit(0);
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      System.err.println("scripts/bench: " + e.getMessage() + "; try scripts/bench --help");
      System.exit(2);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("scripts/bench: " + e.getMessage());
      System.exit(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // The threads of HBase would keep this process.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void play(List<Scenario> program) throws IOException, InterruptedException {
    try (Servers ground = new Servers(RESULTS)) {
      for (Scenario scenario : program) {
        out.println("Preparing " + scenario.name() + " …");
        ground.become(scenario);
        RunExecutor course =
            new RunExecutor(scenario, ground, RESULTS.resolve("runs"), options.profile);
        Scores scores = new Rounds(scenario, course, options.rounds(), out).play();
        Report report = new Report(scenario, options.rounds(), scores);
        out.println();
        out.println(report.toText());
        new Results(RESULTS).write(scenario, scores, report.ratios());
      }
    }
    out.println("Results are in " + RESULTS + ", as JSON and as charts.");
  }
}
