package dev.sluice.cli;

import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.Envelope;
import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.VersionType;
import dev.sluice.mapreduce.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.OutputSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * One line or record, one envelope, and the action in it: operation, id, routing and version as
 * they were, the source verbatim. A version is sent as {@code external_gte}, so that a replay can
 * be repeated and does not go back in time. A line that is no envelope is rejected, with its place.
 */
final class EnvelopeMapper extends Mapper<Writable, Text, NullWritable, BulkActionWritable> {

  private static final String KEEP_INDEX = "dev.sluice.cli.envelope.keep-index";

  private LinePlace place;
  private boolean keepsIndex;
  private boolean hasIdRule;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  EnvelopeMapper() {}

  /**
   * Makes a job read envelopes.
   *
   * @param keepIndex whether each document goes to the index of its envelope, not to the job's
   */
  static void setUp(Job job, boolean keepIndex) {
    job.setMapperClass(EnvelopeMapper.class);
    if (keepIndex) {
      IndexJob.fillIndices(job);
    }
    job.getConfiguration().setBoolean(KEEP_INDEX, keepIndex);
  }

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    place = LinePlace.of(context);
    keepsIndex = conf.getBoolean(KEEP_INDEX, false);
    hasIdRule = OutputSettings.ID.isGiven(conf::get);
  }

  @Override
  protected void map(Writable key, Text line, Context context)
      throws IOException, InterruptedException {
    BulkActionWritable action;
    try {
      action = action(Envelope.read(line.getBytes(), 0, line.getLength()), key);
    } catch (JsonFormException e) {
      String why = e.getMessage() + " of the line";
      action = place.rejected(line, key, "not_an_envelope", why);
    }
    context.write(NullWritable.get(), action);
  }

  private BulkActionWritable action(Envelope envelope, Writable key) {
    BulkActionWritable.Builder action = BulkActionWritable.of(envelope.operation());
    if (envelope.sourceLength() > 0) {
      action.foreignSource(envelope.source(), envelope.sourceStart(), envelope.sourceLength());
    }
    envelope.routing().ifPresent(action::routing);
    envelope.version().ifPresent(number -> action.version(number, VersionType.EXTERNAL_GTE));
    if (keepsIndex) {
      envelope.index().ifPresent(action::index);
    }
    boolean refused = envelope.id().filter(String::isEmpty).isPresent();
    if (refused && !hasIdRule) {
      String why = ": it was rejected for want of an id: write one into its _id, or give --id";
      return action.id("").rejected(BulkError.of("no_id", place.at(key) + why)).build();
    }
    if (!refused) {
      envelope.id().ifPresent(action::id);
    }
    return action.build();
  }
}
