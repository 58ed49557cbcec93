package dev.sluice.mapreduce.copy;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.CopyCounter;
import dev.sluice.io.DocumentTransform;
import dev.sluice.io.DocumentWritable;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Passes documents on as they were read, with id, routing, version and the source byte for byte, or
 * transforms them with the job's {@link DocumentTransform}. {@link IndexJob#copyFrom} sets it up.
 */
public final class CopyMapper extends Mapper<Text, DocumentWritable, Text, BulkActionWritable> {

  private final Text key = new Text();
  private DocumentTransform transform;
  private CopyTarget target;

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  CopyMapper() {}

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    target = CopyTarget.of(conf);
    transform = transform(conf);
  }

  private static DocumentTransform transform(Configuration conf) {
    Class<? extends DocumentTransform> type =
        conf.getClass(CopySettings.TRANSFORM.key(), null, DocumentTransform.class);
    if (type != null) {
      return ReflectionUtils.newInstance(type, conf);
    }
    return OutputSettings.OPERATION.read(conf::get) == Operation.CREATE
        ? document -> Optional.of(BulkActionWritable.createOf(document).build())
        : document -> Optional.of(BulkActionWritable.copyOf(document).build());
  }

  /**
   * Checks at submission that the transform class can be loaded.
   *
   * @throws ConfigException if it is not on the class path, or does not implement {@link
   *     DocumentTransform}
   */
  static void checkTransform(Configuration conf) {
    String name = conf.getTrimmed(CopySettings.TRANSFORM.key());
    Class<?> type = name == null ? null : conf.getClassByNameOrNull(name);
    if (name != null && (type == null || !DocumentTransform.class.isAssignableFrom(type))) {
      throw new ConfigException(
          CopySettings.TRANSFORM
              + " is \""
              + name
              + "\" but must be "
              + (type == null
                  ? "a class on the class path; add its jar with -libjars"
                  : "a class that implements DocumentTransform"));
    }
  }

  /** Whether a task needs no document any more when it asks for the next. */
  static boolean passesOn(Configuration conf) {
    return JobInput.mapper(conf) == CopyMapper.class && !CopySettings.TRANSFORM.isGiven(conf::get);
  }

  /**
   * Discards the pending documents of the writer if the task fails, instead of sending them first.
   */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    AbandonedAttempt.ifFails(context, () -> super.run(context));
  }

  @Override
  protected void map(Text id, DocumentWritable document, Context context)
      throws IOException, InterruptedException {
    if (!document.hasSource()) {
      throw new IOException(
          "document "
              + document.id()
              + " of index "
              + document.index()
              + " has no _source and cannot be copied: its index does not store _source");
    }
    Optional<BulkActionWritable> made = transform.transform(document);
    if (!made.isPresent()) {
      context.getCounter(LoadCounter.GROUP, CopyCounter.LEFT_OUT.name()).increment(1);
      return;
    }
    BulkActionWritable action = target.addressed(made.get(), document);
    key.set(action.id().orElse(""));
    context.write(key, action);
  }
}
