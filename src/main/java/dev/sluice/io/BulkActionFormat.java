package dev.sluice.io;

import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.json.Utf8;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * The wire format of a {@link BulkActionWritable}: a byte for the format, a byte for the operation,
 * a number whose bits tell which parts follow, and those parts.
 */
final class BulkActionFormat {

  private static final byte FORMAT = 1;

  private static final int ID = 1;
  private static final int INDEX = 1 << 1;
  private static final int ROUTING = 1 << 2;
  private static final int VERSION = 1 << 3;
  private static final int FOREIGN = 1 << 4;
  private static final int EQUAL_VERSION = 1 << 5;
  private static final int PIPELINE = 1 << 6;
  private static final int RETRY = 1 << 7;
  private static final int ERROR = 1 << 8;

  /** On the wire an operation is its place here: append, never reorder. */
  private static final Operation[] OPERATIONS = {
    Operation.INDEX,
    Operation.CREATE,
    Operation.UPDATE,
    Operation.UPSERT,
    Operation.SCRIPT,
    Operation.DELETE
  };

  private BulkActionFormat() {}

  static void write(BulkActionWritable action, DataOutput out) throws IOException {
    int parts = parts(action);
    out.writeByte(FORMAT);
    out.writeByte(code(action.operation));
    WritableUtils.writeVInt(out, parts);
    writeText(out, action.id);
    writeText(out, action.index);
    writeText(out, action.routing);
    if ((parts & VERSION) != 0) {
      WritableUtils.writeVLong(out, action.version);
    }
    writeText(out, action.pipeline);
    if ((parts & RETRY) != 0) {
      WritableUtils.writeVInt(out, action.retryOnConflict);
    }
    WritableUtils.writeVInt(out, action.length);
    out.write(action.source, action.offset, action.length);
    if ((parts & ERROR) != 0) {
      Text.writeString(out, action.errorType);
      Text.writeString(out, action.errorReason);
    }
  }

  private static int parts(BulkActionWritable action) {
    return (action.id == null ? 0 : ID)
        | (action.index == null ? 0 : INDEX)
        | (action.routing == null ? 0 : ROUTING)
        | (action.versionType == null ? 0 : VERSION)
        | (action.versionType == VersionType.EXTERNAL_GTE ? EQUAL_VERSION : 0)
        | (action.foreign ? FOREIGN : 0)
        | (action.pipeline == null ? 0 : PIPELINE)
        | (action.retryOnConflict == 0 ? 0 : RETRY)
        | (action.errorType == null ? 0 : ERROR);
  }

  static void read(BulkActionWritable action, DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a bulk action was written in format "
              + format
              + ", and this version of Sluice reads format "
              + FORMAT
              + ": use the same jar in every task");
    }
    action.operation = operation(in.readByte());
    int parts = WritableUtils.readVInt(in);
    action.id = readText(in, parts & ID);
    action.index = readText(in, parts & INDEX);
    action.routing = readText(in, parts & ROUTING);
    action.version = (parts & VERSION) == 0 ? 0 : WritableUtils.readVLong(in);
    action.versionType = versionType(parts);
    action.pipeline = readText(in, parts & PIPELINE);
    action.retryOnConflict = (parts & RETRY) == 0 ? 0 : WritableUtils.readVInt(in);
    // A new array each time: the old one may be the caller's, or still be on its way.
    action.source = new byte[WritableUtils.readVInt(in)];
    action.offset = 0;
    action.length = action.source.length;
    in.readFully(action.source);
    action.foreign = (parts & FOREIGN) != 0;
    action.errorType = readText(in, parts & ERROR);
    action.errorReason = readText(in, parts & ERROR);
  }

  private static VersionType versionType(int parts) {
    if ((parts & VERSION) == 0) {
      return null;
    }
    return (parts & EQUAL_VERSION) == 0 ? VersionType.EXTERNAL : VersionType.EXTERNAL_GTE;
  }

  private static byte code(Operation operation) {
    for (byte i = 0; i < OPERATIONS.length; i++) {
      if (OPERATIONS[i] == operation) {
        return i;
      }
    }
    throw new AssertionError(operation);
  }

  private static Operation operation(byte code) throws IOException {
    if (code < 0 || code >= OPERATIONS.length) {
      throw new IOException("a bulk action has the unknown operation " + code);
    }
    return OPERATIONS[code];
  }

  private static void writeText(DataOutput out, String text) throws IOException {
    if (text != null) {
      // Hadoop's own form knows no half of a surrogate pair, and the task would fail of one
      // document; the engine rejects it alone.
      byte[] utf8 = Utf8.encode(text);
      WritableUtils.writeVInt(out, utf8.length);
      out.write(utf8);
    }
  }

  private static String readText(DataInput in, int present) throws IOException {
    if (present == 0) {
      return null;
    }
    byte[] utf8 = new byte[WritableUtils.readVInt(in)];
    in.readFully(utf8);
    return Utf8.decode(utf8, 0, utf8.length)
        .orElseThrow(() -> new IOException("a bulk action has a text that is not UTF-8"));
  }
}
