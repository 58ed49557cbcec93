package dev.sluice.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * The wire format of a {@link DocumentWritable}: a byte for the format, one whose bits tell which
 * parts follow, and those parts.
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
    Text.writeString(out, document.index);
    Text.writeString(out, document.id);
    if (document.routing != null) {
      Text.writeString(out, document.routing);
    }
    writeNumber(out, document.version);
    writeNumber(out, document.seqNo);
    writeNumber(out, document.primaryTerm);
    if (document.sourced) {
      WritableUtils.writeVInt(out, document.length);
      out.write(document.bytes, document.offset, document.length);
    }
  }

  private static int parts(DocumentWritable document) {
    return (document.routing == null ? 0 : ROUTING)
        | (document.version < 0 ? 0 : VERSION)
        | (document.seqNo < 0 ? 0 : SEQ_NO)
        | (document.primaryTerm < 0 ? 0 : PRIMARY_TERM)
        | (document.sourced ? SOURCE : 0);
  }

  private static void writeNumber(DataOutput out, long number) throws IOException {
    if (number >= 0) {
      WritableUtils.writeVLong(out, number);
    }
  }

  static void read(DocumentWritable document, DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a document was written in format "
              + format
              + ", and this version of Sluice reads format "
              + FORMAT
              + ": use the same jar in every task");
    }
    int parts = in.readByte();
    document.index = Text.readString(in);
    document.id = Text.readString(in);
    document.routing = (parts & ROUTING) == 0 ? null : Text.readString(in);
    document.version = readNumber(in, parts & VERSION);
    document.seqNo = readNumber(in, parts & SEQ_NO);
    document.primaryTerm = readNumber(in, parts & PRIMARY_TERM);
    document.sourced = (parts & SOURCE) != 0;
    // A new array each time: the old one may be a page of the reader's, or still be on its way.
    document.bytes = new byte[document.sourced ? WritableUtils.readVInt(in) : 0];
    document.offset = 0;
    document.length = document.bytes.length;
    in.readFully(document.bytes);
  }

  private static long readNumber(DataInput in, int present) throws IOException {
    return present == 0 ? DocumentWritable.NONE : WritableUtils.readVLong(in);
  }
}
