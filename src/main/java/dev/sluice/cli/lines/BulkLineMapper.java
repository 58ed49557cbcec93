package dev.sluice.cli.lines;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.BulkFileAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.UpdateBody;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Maps files in the format of the bulk API: an action line, then a source line. An invalid source
 * is rejected, with the id of its action and its place. An invalid action fails the task, because
 * it is unknown whether the next line is a source or an action.
 */
public final class BulkLineMapper extends Mapper<LongWritable, Text, Writable, BulkActionWritable> {

  private LinePlace place;
  private LineLimit limit;
  private BulkFileAction action;
  private final LongWritable actionAt = new LongWritable();

  /** For Hadoop. */
  @SuppressWarnings("unused")
  BulkLineMapper() {}

  @Override
  protected void setup(Context context) {
    place = LinePlace.of(context);
    limit = LineLimit.of(context.getConfiguration());
  }

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    if (action != null) {
      BulkFileAction given = action;
      action = null;
      write(withSource(given, line, offset), context);
    } else if (!JsonLinesReader.isBlank(line)) {
      begin(offset, line, context);
    }
  }

  private void begin(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    BulkFileAction given = read(offset, line);
    actionAt.set(offset.get());
    if (given.hasSource()) {
      action = given;
    } else {
      write(checked(given, builder(given, given.operation())), context);
    }
  }

  private BulkFileAction read(LongWritable offset, Text line) {
    if (limit.isExceededBy(line)) {
      throw new ConfigException(place.at(offset) + ": " + limit.problem() + ", in an action");
    }
    try {
      return BulkFileAction.read(line.getBytes(), 0, line.getLength());
    } catch (JsonFormException e) {
      throw new ConfigException(
          place.at(offset)
              + " is not an action of a bulk request: "
              + e.getMessage()
              + " of the line"
              + LineShape.hint(line)
              + "; the rest of the file was not read",
          e);
    }
  }

  private BulkActionWritable withSource(BulkFileAction given, Text line, LongWritable offset)
      throws IOException {
    if (limit.isExceededBy(line)) {
      return rejected(given, place.tooLong(line, offset, limit));
    }
    try {
      return checked(given, builder(given, line));
    } catch (JsonFormException e) {
      String why =
          e.getMessage()
              + " of the line, the source of the action before it"
              + LineShape.hint(line);
      return rejected(given, place.rejected(line, offset, "not_one_json_object", why));
    }
  }

  private static BulkActionWritable.Builder builder(BulkFileAction given, Text line)
      throws JsonFormException {
    if (given.operation() == Operation.UPDATE) {
      UpdateBody body = UpdateBody.read(line.getBytes(), 0, line.getLength());
      return builder(given, body.operation())
          .foreignSource(line.getBytes(), body.start(), body.count());
    }
    JsonText.checkObject(line.getBytes(), 0, line.getLength());
    return builder(given, given.operation()).foreignSource(line.getBytes(), 0, line.getLength());
  }

  private static BulkActionWritable.Builder builder(BulkFileAction given, Operation operation) {
    BulkActionWritable.Builder made = BulkActionWritable.of(operation);
    given.index().ifPresent(made::index);
    given.id().ifPresent(made::id);
    given.routing().ifPresent(made::routing);
    given.pipeline().ifPresent(made::pipeline);
    if (operation.action().equals(Operation.UPDATE.action())) {
      made.retryOnConflict(given.retryOnConflict());
    }
    given
        .versionType()
        .ifPresent(type -> given.version().ifPresent(number -> made.version(number, type)));
    return made;
  }

  private BulkActionWritable checked(BulkFileAction given, BulkActionWritable.Builder made) {
    given
        .unsupported()
        .ifPresent(
            what ->
                made.rejected(
                    BulkError.of(
                        "unsupported_action",
                        place.at(actionAt) + ": load does not support " + what)));
    return made.build();
  }

  /** A rejected action: the address of the action, with the source that was found. */
  private static BulkActionWritable rejected(BulkFileAction given, BulkActionWritable found) {
    byte[] source = found.source();
    return builder(given, given.operation())
        .id(given.id().orElse(found.id().orElse(null)))
        .foreignSource(source, 0, source.length)
        .rejected(found.error().get())
        .build();
  }

  private void write(BulkActionWritable made, Context context)
      throws IOException, InterruptedException {
    context.write(place.outputKey(actionAt), made);
  }

  /** A missing last source is reported only if the file was read to its end. */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    setup(context);
    while (context.nextKeyValue()) {
      map(context.getCurrentKey(), context.getCurrentValue(), context);
    }
    if (action != null) {
      String why = place.at(actionAt) + ": the file ends before the source of the action";
      BulkError error = BulkError.of("no_source", why);
      write(builder(action, action.operation()).rejected(error).build(), context);
    }
  }
}
