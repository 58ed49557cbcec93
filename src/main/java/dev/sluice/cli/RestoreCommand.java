package dev.sluice.cli;

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

/** The settings of an index put back after a job in load mode that was killed outright. */
@Command(
    name = "restore",
    description =
        "Puts an index's settings back after a job in load mode that was killed outright.",
    customSynopsis = "sluice restore --index NAME [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = {
      "  sluice restore --index pages --nodes https://es-1:9200",
      "",
      "A job that succeeds, fails or is killed by Ctrl-C or mapred job -kill does that itself."
          + " Make",
      "sure that the job is gone: it would be loading an index that is no longer set for it."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExistingIndex index;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<IndexRestore> restored = IndexRestore.run(index.configuration(), index.name());
    if (restored.isPresent()) {
      out.println(
          "index " + index.name() + " is as it was before job " + restored.get().job() + ":");
      for (Map.Entry<String, String> setting : restored.get().settings().entrySet()) {
        String value = setting.getValue() == null ? "(default)" : setting.getValue();
        out.println("  " + setting.getKey() + " = " + value);
      }
    } else {
      out.println("nothing to restore: no job has left index " + index.name() + " in load mode");
    }
    out.flush();
    return ExitCode.DONE;
  }
}
