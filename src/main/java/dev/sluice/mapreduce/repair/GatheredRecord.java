package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.verify.Difference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/**
 * The value of the shuffle of a repair: a difference of an id, or a document that the load would
 * send or reject. Reused by Hadoop; its parts are not.
 */
public final class GatheredRecord implements Writable {

  private Difference difference;
  private BulkActionWritable document;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public GatheredRecord() {}

  /** A difference, without the documents that it shows. */
  static GatheredRecord of(Difference difference) {
    GatheredRecord made = new GatheredRecord();
    made.difference = difference.as(difference.kind()).source(null).indexed(null).build();
    return made;
  }

  /** A document of the source; one with an error would be rejected. */
  static GatheredRecord of(BulkActionWritable document) {
    GatheredRecord made = new GatheredRecord();
    made.document = document;
    return made;
  }

  Optional<Difference> difference() {
    return Optional.ofNullable(difference);
  }

  /** The document, if it is not a difference. */
  BulkActionWritable document() {
    return document;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(difference != null);
    if (difference != null) {
      Text.writeString(out, difference.toJson());
    } else {
      document.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    difference = null;
    document = null;
    if (in.readBoolean()) {
      difference = Difference.parse(Text.readString(in));
    } else {
      document = new BulkActionWritable();
      document.readFields(in);
    }
  }
}
