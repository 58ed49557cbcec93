package dev.sluice.hbase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** The splits of a table and their rows, as a job would have them, without the job around. */
final class TableReads {

  private final GroupedTableInputFormat format = new GroupedTableInputFormat();
  private final Configuration conf;

  private TableReads(Configuration conf) {
    this.conf = conf;
  }

  static TableReads of(Configuration conf, String table, Scan scan) throws IOException {
    conf.set(TableInputFormat.INPUT_TABLE, table);
    conf.set(TableInputFormat.SCAN, TableMapReduceUtil.convertScanToString(scan));
    return new TableReads(conf);
  }

  TableReads with(String key, String value) {
    conf.set(key, value);
    return this;
  }

  /** The splits, each as it arrives in its task. */
  List<InputSplit> splits() throws IOException {
    List<InputSplit> arrived = new ArrayList<>();
    for (InputSplit split : format.getSplits(Job.getInstance(conf))) {
      arrived.add(sent((Writable) split));
    }
    return arrived;
  }

  private InputSplit sent(Writable split) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    split.write(out);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    Writable copy = ReflectionUtils.newInstance(split.getClass(), conf);
    copy.readFields(in);
    return (InputSplit) copy;
  }

  /** A reader of a split that has begun. */
  RecordReader<ImmutableBytesWritable, Result> reader(InputSplit split, Counters counters)
      throws Exception {
    TaskAttemptContextImpl task =
        new TaskAttemptContextImpl(conf, new TaskAttemptID(), new CountingReporter(counters));
    RecordReader<ImmutableBytesWritable, Result> reader = format.createRecordReader(split, task);
    reader.initialize(split, task);
    return reader;
  }

  /** The rows of splits, as the shell would write their keys. */
  List<String> rows(List<InputSplit> splits) throws Exception {
    List<String> rows = new ArrayList<>();
    for (InputSplit split : splits) {
      try (RecordReader<ImmutableBytesWritable, Result> reader = reader(split, new Counters())) {
        rows.addAll(rest(reader));
      }
    }
    return rows;
  }

  /** The rows of all splits. */
  List<String> rows() throws Exception {
    return rows(splits());
  }

  static List<String> rest(RecordReader<ImmutableBytesWritable, Result> reader) throws Exception {
    List<String> rows = new ArrayList<>();
    while (reader.nextKeyValue()) {
      rows.add(Bytes.toStringBinary(reader.getCurrentValue().getRow()));
    }
    return rows;
  }

  /** Keys from unsigned bytes, as the shell would write them, by key. */
  static List<String> sorted(List<byte[]> keys) {
    TreeSet<byte[]> sorted = new TreeSet<>(Bytes.BYTES_COMPARATOR);
    sorted.addAll(keys);
    return sorted.stream().map(Bytes::toStringBinary).toList();
  }
}
