package dev.sluice.cli.rehearse;

import dev.sluice.client.Administration;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Decides whether a load can be rehearsed, and what its scratch index is like. */
final class ScratchPlan {

  private final Administration server;
  private final Configuration conf;
  private final String index;

  ScratchPlan(Administration server, Configuration conf, String index) {
    this.server = server;
    this.conf = conf;
    this.index = index;
  }

  /**
   * The body of the scratch index: that of the existing index, or what the job or the index
   * templates would create.
   *
   * @throws ConfigException if a document could go to another index
   */
  ScratchBody body() throws IOException {
    refuse(IndexPattern.isPattern(index), "\"" + index + "\" depends on the document");
    refuse(
        OutputSettings.VALUE_ENCODER.isGiven(conf::get),
        "the class in " + OutputSettings.VALUE_ENCODER + " can name an index for each document");
    Optional<IndexInfo> found = server.find(index);
    refuse(
        found.filter(IndexInfo::dataStream).isPresent()
            || (!found.isPresent() && server.futureStream(index).isPresent()),
        "\"" + index + "\" is a data stream, which has an index of its own for each generation");
    ScratchBody body =
        found.isPresent()
            ? ScratchBody.of(Optional.of(server.index(found.get().name()).createBody()))
            : ScratchBody.of(server.templateBody(index)).with(ScratchBody.of(given()));
    new Redirects(server::read)
        .with(OutputSettings.PIPELINE.read(conf::get))
        .with(body.setting("index.default_pipeline"))
        .with(body.setting("index.final_pipeline"))
        .check();
    return body;
  }

  /** The file of the job. */
  private Optional<String> given() {
    Settings settings = Settings.from(conf::get);
    Optional<String> body =
        new CreateBody(settings.get(OutputSettings.INDEX_CREATE), conf).read(settings);
    settings.check();
    return body;
  }

  private static void refuse(boolean when, String why) {
    if (when) {
      throw new ConfigException(
          "cannot rehearse: " + why + ", and a rehearsal must not write to real indices");
    }
  }
}
