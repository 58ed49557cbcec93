package dev.sluice.io;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.json.Utf8;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * The serialization format of a {@link BulkActionWritable}: a format byte, an operation byte, a
 * number with a bit for each part that follows, and the parts.
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
  private static final int UNCHANGED = 1 << 9;
  private static final int ABSENT = 1 << 10;

  /** Operations are serialized as their index here: append, never reorder. */
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
    out.writeByte(code(action.operation()));
    WritableUtils.writeVInt(out, parts);
    writeText(out, action.id());
    writeText(out, action.index());
    writeText(out, action.routing());
    if ((parts & VERSION) != 0) {
      WritableUtils.writeVLong(out, action.version().orElse(0));
    }
    writeText(out, action.pipeline());
    if ((parts & RETRY) != 0) {
      WritableUtils.writeVInt(out, action.retryOnConflict());
    }
    if ((parts & UNCHANGED) != 0) {
      WritableUtils.writeVLong(out, action.ifSeqNo().orElse(0));
      WritableUtils.writeVLong(out, action.ifPrimaryTerm().orElse(0));
    }
    WritableUtils.writeVInt(out, action.length());
    out.write(action.bytes(), action.offset(), action.length());
    if (action.error().isPresent()) {
      Text.writeString(out, action.error().get().type());
      Text.writeString(out, action.error().get().reason());
    }
  }

  private static int parts(BulkActionWritable action) {
    boolean equal = action.versionType().equals(Optional.of(VersionType.EXTERNAL_GTE));
    return (action.id().isPresent() ? ID : 0)
        | (action.index().isPresent() ? INDEX : 0)
        | (action.routing().isPresent() ? ROUTING : 0)
        | (action.versionType().isPresent() ? VERSION : 0)
        | (equal ? EQUAL_VERSION : 0)
        | (action.isForeign() ? FOREIGN : 0)
        | (action.pipeline().isPresent() ? PIPELINE : 0)
        | (action.retryOnConflict() == 0 ? 0 : RETRY)
        | (action.ifSeqNo().isPresent() ? UNCHANGED : 0)
        | (action.ifAbsent() ? ABSENT : 0)
        | (action.error().isPresent() ? ERROR : 0);
  }

  static BulkActionWritable read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a bulk action was written in format "
              + format
              + ", but this version of Sluice reads format "
              + FORMAT
              + ": use the same Sluice jar in every task");
    }
    BulkActionWritable.Builder action = BulkActionWritable.of(operation(in.readByte()));
    int parts = WritableUtils.readVInt(in);
    action.id(readText(in, parts & ID));
    action.index(readText(in, parts & INDEX));
    action.routing(readText(in, parts & ROUTING));
    if ((parts & VERSION) != 0) {
      action.version(WritableUtils.readVLong(in), versionType(parts));
    }
    action.pipeline(readText(in, parts & PIPELINE));
    if ((parts & RETRY) != 0) {
      action.retryOnConflict(WritableUtils.readVInt(in));
    }
    if ((parts & UNCHANGED) != 0) {
      action.ifUnchanged(WritableUtils.readVLong(in), WritableUtils.readVLong(in));
    }
    if ((parts & ABSENT) != 0) {
      action.ifAbsent();
    }
    readSource(action, in, (parts & FOREIGN) != 0);
    if ((parts & ERROR) != 0) {
      action.rejected(BulkError.of(readText(in, ERROR), readText(in, ERROR)));
    }
    return action.build();
  }

  private static void readSource(BulkActionWritable.Builder action, DataInput in, boolean foreign)
      throws IOException {
    // A new array each time: the old one may belong to the caller or still be in use.
    byte[] source = new byte[WritableUtils.readVInt(in)];
    in.readFully(source);
    if (foreign) {
      action.foreignSource(source, 0, source.length);
    } else {
      action.source(source, 0, source.length);
    }
  }

  private static VersionType versionType(int parts) {
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
      throw new IOException("a bulk action has the unknown operation code " + code);
    }
    return OPERATIONS[code];
  }

  private static void writeText(DataOutput out, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      // Hadoop's own text format cannot encode an unpaired surrogate and would fail the task; the
      // engine rejects only that document.
      byte[] utf8 = Utf8.encode(text.get());
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
        .orElseThrow(() -> new IOException("a bulk action contains text that is not UTF-8"));
  }
}
