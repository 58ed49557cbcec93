package dev.sluice.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * The serialization format of a {@link DocumentWritable}: a format byte, a byte with a bit for each
 * part that follows, and the parts.
 */
final class DocumentFormat {

  private static final byte FORMAT = 1;

  private static final int ROUTING = 1;
  private static final int VERSION = 1 << 1;
  private static final int SEQ_NO = 1 << 2;
  private static final int PRIMARY_TERM = 1 << 3;
  private static final int SOURCE = 1 << 4;

  private DocumentFormat() {}

  static void write(DocumentWritable document, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeByte(parts(document));
    Text.writeString(out, document.index());
    Text.writeString(out, document.id());
    if (document.routing().isPresent()) {
      Text.writeString(out, document.routing().get());
    }
    writeNumber(out, document.version());
    writeNumber(out, document.seqNo());
    writeNumber(out, document.primaryTerm());
    if (document.hasSource()) {
      WritableUtils.writeVInt(out, document.length());
      out.write(document.bytes(), document.offset(), document.length());
    }
  }

  private static int parts(DocumentWritable document) {
    return (document.routing().isPresent() ? ROUTING : 0)
        | (document.version().isPresent() ? VERSION : 0)
        | (document.seqNo().isPresent() ? SEQ_NO : 0)
        | (document.primaryTerm().isPresent() ? PRIMARY_TERM : 0)
        | (document.hasSource() ? SOURCE : 0);
  }

  private static void writeNumber(DataOutput out, OptionalLong number) throws IOException {
    if (number.isPresent()) {
      WritableUtils.writeVLong(out, number.getAsLong());
    }
  }

  static DocumentWritable read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a document was written in format "
              + format
              + ", but this version of Sluice reads format "
              + FORMAT
              + ": use the same Sluice jar in every task");
    }
    int parts = in.readByte();
    DocumentWritable.Builder document =
        DocumentWritable.of(Text.readString(in), Text.readString(in));
    if ((parts & ROUTING) != 0) {
      document.routing(Text.readString(in));
    }
    if ((parts & VERSION) != 0) {
      document.version(WritableUtils.readVLong(in));
    }
    if ((parts & SEQ_NO) != 0) {
      document.seqNo(WritableUtils.readVLong(in));
    }
    if ((parts & PRIMARY_TERM) != 0) {
      document.primaryTerm(WritableUtils.readVLong(in));
    }
    if ((parts & SOURCE) != 0) {
      // A new array each time: the old one may be a page of the reader or still be in use.
      byte[] source = new byte[WritableUtils.readVInt(in)];
      in.readFully(source);
      document.source(source, 0, source.length);
    }
    return document.build();
  }
}
