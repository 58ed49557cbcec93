package dev.sluice.mapreduce.resume;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.mapreduce.encode.DocumentSettings;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.NullId;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.encode.ScriptSettings;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * Whether a job may send a document once more: a resumed job reads what was sent after the last
 * checkpoint again, in other tasks.
 */
final class RepeatableIds {

  private RepeatableIds() {}

  /** Why a job must not send documents of an earlier job again; empty if it may. */
  static Optional<String> obstacle(JobContext job) {
    Configuration conf = job.getConfiguration();
    if (BulkSettings.UPDATE_AT_LEAST_ONCE.read(conf::get)) {
      return numbers(job, conf);
    }
    if (ScriptSettings.SOURCE.isGiven(conf::get) || ScriptSettings.ID.isGiven(conf::get)) {
      return Optional.of(
          "its script may run twice on documents after the last checkpoints; if that does no harm,"
              + " set "
              + BulkSettings.UPDATE_AT_LEAST_ONCE
              + "=true");
    }
    if (generation(job, conf).filter(its -> its == IdGeneration.SERVER).isPresent()) {
      return Optional.of(
          "Elasticsearch generates its ids, so documents after the last checkpoints would be added"
              + " twice; to accept that, set "
              + BulkSettings.UPDATE_AT_LEAST_ONCE
              + "=true");
    }
    return numbers(job, conf);
  }

  private static Optional<String> numbers(JobContext job, Configuration conf) {
    boolean numbered =
        generation(job, conf).filter(its -> its == IdGeneration.AUTO).isPresent()
            && RecordOrder.willBeFixed(job)
            && !RecordOrder.isPlaced(conf);
    return numbered
        ? Optional.of(
            "its ids are made of the numbers of task and record, and a resumed job has other tasks."
                + " Run the job again from the start, with ids of the documents")
        : Optional.empty();
  }

  /** How ids are generated; empty if they are not. */
  private static Optional<IdGeneration> generation(JobContext job, Configuration conf) {
    boolean none = OutputSettings.ID.read(conf::get).kind() == IdRule.Kind.NONE;
    if (!none && DocumentSettings.ID_NULL.read(conf::get) != NullId.GENERATE) {
      return Optional.empty();
    }
    IdGeneration generation = none ? OutputSettings.ID_GENERATE.read(conf::get) : IdGeneration.EACH;
    if (generation == IdGeneration.EACH) {
      return Optional.of(RecordOrder.willBeFixed(job) ? IdGeneration.AUTO : IdGeneration.SERVER);
    }
    return Optional.of(generation);
  }
}
