package dev.sluice.mapreduce.input;

import dev.sluice.client.http.Distribution;
import dev.sluice.client.search.ReadShard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * A shard to read with the settings for reading it, for both of Hadoop's APIs. Contains no secrets.
 */
public final class IndexSplit extends InputSplit implements org.apache.hadoop.mapred.InputSplit {

  private static final byte FORMAT = 3;

  private ReadShard shard;
  private SplitSettings settings = SplitSettings.none();

  /** Called by Hadoop, which then calls {@link #readFields}. */
  IndexSplit() {}

  IndexSplit(ReadShard shard, SplitSettings settings) {
    this.shard = Objects.requireNonNull(shard, "shard");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  public ReadShard shard() {
    return shard;
  }

  /** A copy with one more setting. */
  public IndexSplit and(String key, String value) {
    return new IndexSplit(shard, settings.and(key, value));
  }

  /** A copy limited to the documents of one more Query DSL query. */
  public IndexSplit where(String query) {
    String both =
        shard
            .filter()
            .map(filter -> "{\"bool\":{\"filter\":[" + filter + "," + query + "]}}")
            .orElse(query);
    return new IndexSplit(shard.withFilter(both), settings);
  }

  /** The configuration of a task overridden by the settings of the split. */
  public Configuration over(Configuration task) {
    return settings.over(task);
  }

  /**
   * The size on disk in bytes, so that Hadoop starts the largest splits first; if unknown, the
   * number of documents.
   */
  @Override
  public long getLength() {
    return Math.max(1, shard.bytes().orElse(shard.documents().orElse(1)));
  }

  @Override
  public String[] getLocations() {
    return shard.host().map(host -> new String[] {host}).orElseGet(() -> new String[0]);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    Text.writeString(out, shard.index());
    out.writeInt(shard.number());
    Text.writeString(out, shard.filter().orElse(""));
    Text.writeString(out, shard.nodeId().orElse(""));
    Text.writeString(out, shard.nodeUrl().orElse(""));
    Text.writeString(out, shard.host().orElse(""));
    out.writeInt(shard.window());
    out.writeLong(shard.documents().orElse(-1));
    out.writeLong(shard.bytes().orElse(-1));
    out.writeBoolean(shard.asksForVectors());
    Text.writeString(out, shard.distribution().name());
    settings.write(out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "the split has format "
              + format
              + ", but this version of Sluice reads format "
              + FORMAT
              + ": use the same Sluice jar in every task");
    }
    ReadShard read = ReadShard.of(Text.readString(in), in.readInt());
    String filter = Text.readString(in);
    read = filter.isEmpty() ? read : read.withFilter(filter);
    read = read.withNode(readText(in), readText(in), readText(in));
    read = read.withWindow(in.readInt()).withSize(in.readLong(), in.readLong());
    read = read.askingForVectors(in.readBoolean());
    shard = read.on(Distribution.valueOf(Text.readString(in)));
    settings = SplitSettings.read(in);
  }

  private static String readText(DataInput in) throws IOException {
    String text = Text.readString(in);
    return text.isEmpty() ? null : text;
  }

  @Override
  public String toString() {
    return String.valueOf(shard);
  }
}
