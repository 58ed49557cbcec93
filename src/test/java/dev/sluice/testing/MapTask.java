package dev.sluice.testing;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;
import org.apache.hadoop.mapreduce.task.MapContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** A map task over documents, without Hadoop around it; its reader reuses one document. */
public final class MapTask {

  public final List<BulkActionWritable> written = new ArrayList<>();
  public final List<String> keys = new ArrayList<>();
  public final AtomicInteger beats = new AtomicInteger();

  private final Configuration conf;
  private Runnable atEnd = () -> {};

  public MapTask(Configuration conf) {
    this.conf = conf;
  }

  /** Does something when the last document was handed out. */
  public MapTask atEnd(Runnable what) {
    atEnd = what;
    return this;
  }

  public void run(
      Mapper<Text, DocumentWritable, Text, BulkActionWritable> mapper, DocumentWritable... in)
      throws IOException, InterruptedException {
    mapper.run(
        new WrappedMapper<Text, DocumentWritable, Text, BulkActionWritable>()
            .getMapContext(
                new MapContextImpl<>(
                    conf,
                    new TaskAttemptID(),
                    new Reusing(List.of(in).iterator()),
                    new Keeping(),
                    null,
                    new Reporter(),
                    null)));
  }

  private final class Reporter extends TaskAttemptContextImpl.DummyReporter {

    @Override
    public void progress() {
      beats.incrementAndGet();
    }
  }

  private final class Reusing extends RecordReader<Text, DocumentWritable> {

    private final Iterator<DocumentWritable> documents;
    private final DocumentWritable current = new DocumentWritable();

    Reusing(Iterator<DocumentWritable> documents) {
      this.documents = documents;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {}

    @Override
    public boolean nextKeyValue() throws IOException {
      if (!documents.hasNext()) {
        atEnd.run();
        return false;
      }
      ReflectionUtils.copy(conf, documents.next(), current);
      return true;
    }

    @Override
    public Text getCurrentKey() {
      return new Text(current.id());
    }

    @Override
    public DocumentWritable getCurrentValue() {
      return current;
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void close() {}
  }

  private final class Keeping extends RecordWriter<Text, BulkActionWritable> {

    @Override
    public void write(Text key, BulkActionWritable action) {
      keys.add(key.toString());
      written.add(WritableUtils.clone(action, conf));
    }

    @Override
    public void close(TaskAttemptContext context) {}
  }
}
