package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.UnencodableException;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.verify.SourceActions;
import dev.sluice.mapreduce.verify.SourcePrints;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Takes what the mapper of the load writes, and passes the documents on whose ids differ, one at a
 * time: a mapper may write with several threads.
 */
final class DifferingRecords extends RecordWriter<Object, Object> {

  private final Mapper<?, ?, Object, Object>.Context context;
  private final IdGroups groups;
  private final DifferingIds ids;
  private final SourceActions actions;
  private final SourcePrints prints;
  private final Text key = new Text();

  DifferingRecords(Mapper<?, ?, Object, Object>.Context context, Configuration load)
      throws IOException {
    this.context = context;
    groups = IdGroups.of(load);
    ids = DifferingIds.read(RepairKeys.files(context.getConfiguration()), groups, load);
    actions = new SourceActions(load);
    prints = SourcePrints.of(load);
  }

  @Override
  public synchronized void write(Object recordKey, Object value)
      throws IOException, InterruptedException {
    BulkAction action;
    try {
      action = actions.of(recordKey, value);
    } catch (UnencodableException e) {
      if (e.action().id != null) {
        pass(e.action(), rejected(e.action(), e.error()));
      }
      return; // without an id, it is nobody's document
    }
    pass(action, checked(action));
  }

  private void pass(BulkAction action, BulkActionWritable.Builder document)
      throws IOException, InterruptedException {
    String of = groups.key(action.index(), action.id);
    if (ids.has(of)) {
      key.set(of);
      context.write(key, GatheredRecord.of(document.build()));
    }
  }

  private BulkActionWritable.Builder checked(BulkAction action) {
    try {
      prints.of(action);
    } catch (JsonFormException e) {
      return rejected(action, SourcePrints.notJson(e));
    }
    BulkActionWritable.Builder copy = Wanted.copy(action);
    return action.versionType == null ? copy : copy.version(action.version, action.versionType);
  }

  private static BulkActionWritable.Builder rejected(BulkAction action, BulkError why) {
    return Wanted.copy(action).rejected(why);
  }

  @Override
  public void close(TaskAttemptContext task) {}
}
