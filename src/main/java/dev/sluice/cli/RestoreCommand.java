package dev.sluice.cli;

import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.mapreduce.commit.IndexRestore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Restores the settings of an index after a job in load mode was killed with SIGKILL. */
@Command(
    name = "restore",
    description =
        "Restore the settings of an index after a job in load mode was killed with" + " SIGKILL.",
    customSynopsis = "sluice restore --index NAME [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = {
      "  sluice restore --index pages --nodes https://es-1:9200",
      "",
      "A job that succeeds, fails, or is killed with Ctrl-C or 'mapred job -kill'"
          + " restores the settings itself.",
      "",
      "First make sure that the job no longer runs: it would continue with an"
          + " index whose load-mode settings have been reverted."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExistingIndex index;

  private final CommandResult result;

  RestoreCommand(CommandResult result) {
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<IndexRestore> restored = IndexRestore.run(index.configuration(), index.name());
    result.members(
        json -> {
          json.name("index").value(index.name());
          json.name("restored").value(restored.isPresent());
        });
    if (restored.isPresent()) {
      out.println(
          "restored the settings of index "
              + index.name()
              + " from before job "
              + restored.get().job()
              + ":");
      for (Map.Entry<String, String> setting : restored.get().settings().entrySet()) {
        String value = setting.getValue() == null ? "(default)" : setting.getValue();
        out.println("  " + setting.getKey() + " = " + value);
      }
    } else {
      out.println("nothing to restore: index " + index.name() + " is not in load mode");
    }
    out.flush();
    return ExitCode.DONE;
  }
}
