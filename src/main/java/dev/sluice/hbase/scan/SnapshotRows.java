package dev.sluice.hbase.scan;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.mapreduce.TableSnapshotInputFormatImpl;

/** Reads ranges of a snapshot from its files, each with the reader of HBase's own format. */
public final class SnapshotRows implements RowSource {

  private final Configuration conf;

  public SnapshotRows(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public RangeRows open(SplitRange range) throws IOException {
    TableSnapshotInputFormatImpl.InputSplit split = new TableSnapshotInputFormatImpl.InputSplit();
    split.readFields(new DataInputStream(new ByteArrayInputStream(range.snapshotPart)));
    TableSnapshotInputFormatImpl.RecordReader reader =
        new TableSnapshotInputFormatImpl.RecordReader();
    reader.initialize(split, conf);
    return new Read(reader);
  }

  @Override
  public RangeRows openBehind(SplitRange range, byte[] row, int rows) throws IOException {
    throw new IOException("a snapshot scan cannot resume in the middle; the task must be retried");
  }

  @Override
  public void close() {}

  private static final class Read implements RangeRows {

    private final TableSnapshotInputFormatImpl.RecordReader reader;

    Read(TableSnapshotInputFormatImpl.RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public Result next() throws IOException {
      return reader.nextKeyValue() ? reader.getCurrentValue() : null;
    }

    /** Does nothing: files have no leases. */
    @Override
    public void renewLease() {}

    @Override
    public void close() {
      reader.close();
    }
  }
}
