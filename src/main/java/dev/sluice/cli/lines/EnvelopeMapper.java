package dev.sluice.cli.lines;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.BulkFileAction;
import dev.sluice.bulk.action.Envelope;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RecordByRecord;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Maps envelopes, one per line or record, to actions with the same operation, id, routing, version
 * and source. The version is sent as {@code external_gte}: a replay can be repeated and does not
 * overwrite newer documents. Documents of a failed job without a version are created, for the same
 * reason. With {@code sluice.operation=create}, which data streams require, documents are created
 * without a version. A line that is not an envelope is rejected, with its place.
 */
@RecordByRecord
public final class EnvelopeMapper extends Mapper<Writable, Text, Writable, BulkActionWritable> {

  private static final String FAILED_JOB = "dev.sluice.cli.envelope.failed-job";
  private static final String NEEDS_IDS = "dev.sluice.cli.envelope.needs-ids";
  private static final String KEEP_INDEX = "dev.sluice.cli.envelope.keep-index";

  private static final String NO_ID =
      "the document was rejected before it had an id: set its _id (and its _routing, if the load set"
          + " one), or name the id rule of the load with --id field:NAME. With --id none, each"
          + " replay adds the document again";

  private LinePlace place;
  private LineLimit limit;
  private boolean keepsIndex;
  private boolean ofFailedJob;
  private boolean hasIdRule;
  private boolean needsIds;
  private boolean creates;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  EnvelopeMapper() {}

  /**
   * Makes a job read envelopes.
   *
   * @param keepIndex whether each document goes to the index in its envelope, not to the job's
   */
  public static void setUp(Job job, boolean keepIndex) {
    job.setMapperClass(EnvelopeMapper.class);
    if (keepIndex) {
      IndexJob.fillIndices(job);
    }
    job.getConfiguration().setBoolean(KEEP_INDEX, keepIndex);
  }

  /** Marks all envelopes as those of a failed job, even if they do not say so. */
  public static void ofFailedJob(Job job) {
    job.getConfiguration().setBoolean(FAILED_JOB, true);
  }

  /**
   * Rejects envelopes without an id, unless the job has an id rule: generated ids would differ in
   * the next replay, which would add the documents again.
   */
  public static void needIds(Job job) {
    job.getConfiguration().setBoolean(NEEDS_IDS, true);
  }

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    place = LinePlace.of(context);
    limit = LineLimit.of(conf);
    keepsIndex = conf.getBoolean(KEEP_INDEX, false);
    ofFailedJob = conf.getBoolean(FAILED_JOB, false);
    creates = OutputSettings.OPERATION.read(conf::get) == Operation.CREATE;
    needsIds = conf.getBoolean(NEEDS_IDS, false);
    hasIdRule = OutputSettings.ID.isGiven(conf::get);
  }

  @Override
  protected void map(Writable key, Text line, Context context)
      throws IOException, InterruptedException {
    context.write(place.outputKey(key), action(key, line));
  }

  private BulkActionWritable action(Writable key, Text line) {
    if (limit.isExceededBy(line)) {
      return place.tooLong(line, key, limit);
    }
    try {
      return action(Envelope.read(line.getBytes(), 0, line.getLength()), key);
    } catch (JsonFormException e) {
      String why = e.getMessage() + " of the line" + hint(line);
      return place.rejected(line, key, "not_an_envelope", why);
    }
  }

  private static String hint(Text line) {
    if (BulkFileAction.is(line.getBytes(), 0, line.getLength())) {
      return "; it looks like an action of a bulk request: use --format bulk without --envelope";
    }
    return LineShape.hint(line);
  }

  private BulkActionWritable action(Envelope envelope, Writable key) {
    Operation operation = operation(envelope);
    BulkActionWritable.Builder action = BulkActionWritable.of(operation);
    if (envelope.sourceLength() > 0) {
      action.foreignSource(envelope.source(), envelope.sourceStart(), envelope.sourceLength());
    }
    envelope.routing().ifPresent(action::routing);
    if (operation == envelope.operation()) {
      guard(action, envelope);
    }
    if (keepsIndex) {
      envelope.index().ifPresent(action::index);
    }
    String id = envelope.id().orElse(needsIds ? "" : null);
    if (id != null && !id.isEmpty()) {
      action.id(id);
    } else if (id != null && !hasIdRule) {
      return rejected(action.id(""), key, "no_id", NO_ID);
    }
    if (mayUndo(envelope)) {
      String why =
          "an update or delete of a failed job could undo newer writes: run that job again, or"
              + " remove \"job\" from the line and load it with load --envelope";
      return rejected(action, key, "of_failed_job", why);
    }
    return action.build();
  }

  private static void guard(BulkActionWritable.Builder action, Envelope envelope) {
    if (envelope.ifSeqNo().isPresent()) {
      action.ifUnchanged(envelope.ifSeqNo().getAsLong(), envelope.ifPrimaryTerm().getAsLong());
    } else {
      envelope.version().ifPresent(number -> action.version(number, VersionType.EXTERNAL_GTE));
    }
  }

  private BulkActionWritable rejected(
      BulkActionWritable.Builder action, Writable key, String type, String why) {
    return action.rejected(BulkError.of(type, place.at(key) + ": " + why)).build();
  }

  /** A document of a failed job is only created, because it may be older than the indexed one. */
  private Operation operation(Envelope envelope) {
    boolean create = creates || isUnguarded(envelope);
    return create && envelope.operation() == Operation.INDEX
        ? Operation.CREATE
        : envelope.operation();
  }

  private boolean mayUndo(Envelope envelope) {
    return isUnguarded(envelope)
        && envelope.operation() != Operation.INDEX
        && envelope.operation() != Operation.CREATE;
  }

  private boolean isUnguarded(Envelope envelope) {
    return (ofFailedJob || envelope.isOfFailedJob())
        && !envelope.version().isPresent()
        && !envelope.ifSeqNo().isPresent();
  }
}
