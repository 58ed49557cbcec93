package dev.sluice.mapreduce.verify;

import dev.sluice.json.Utf8;
import dev.sluice.verify.Fingerprint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * The value of the shuffle: an id and the fingerprint of its document. A byte says which parts
 * follow. The number of an index replaces its name, and the key of a row is left out if it has the
 * bytes of the id, so that a document with a short id takes about 60 bytes. Reused by Hadoop.
 */
public final class VerifyRecord implements Writable {

  private static final int DELETE = 1;
  private static final int ROUTING = 1 << 1;
  private static final int VERSION = 1 << 2;
  private static final int ROW = 1 << 3;
  private static final int ROW_IS_ID = 1 << 4;
  private static final int NAMED_INDEX = 1 << 5;
  private static final int INDEXED = 1 << 6;

  private byte[] id;
  private int indexNumber = -1;
  private Fingerprint document;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public VerifyRecord() {}

  /**
   * Becomes a document of the index.
   *
   * @param number the number of its concrete index in the job
   */
  void setIndexed(byte[] utf8, int number, Fingerprint fingerprint) {
    id = utf8;
    indexNumber = number;
    document = fingerprint;
  }

  /** Becomes a document of the source. */
  void setSource(byte[] utf8, Fingerprint fingerprint) {
    id = utf8;
    indexNumber = -1;
    document = fingerprint;
  }

  String id() {
    return new String(id, StandardCharsets.UTF_8);
  }

  /** The number of the concrete index; -1 for a document of the source. */
  int indexNumber() {
    return indexNumber;
  }

  /** The fingerprint; a document of the index lacks the name of the index. */
  Fingerprint document() {
    return document;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    int parts = parts();
    out.writeByte(parts);
    writeBytes(out, id);
    if ((parts & DELETE) == 0) {
      out.writeLong(document.high());
      out.writeLong(document.low());
    }
    if ((parts & ROUTING) != 0) {
      writeBytes(out, Utf8.encode(document.routing().get()));
    }
    if ((parts & VERSION) != 0) {
      WritableUtils.writeVLong(out, document.version());
    }
    if ((parts & INDEXED) != 0) {
      WritableUtils.writeVInt(out, indexNumber);
      WritableUtils.writeVInt(out, document.shard());
      WritableUtils.writeVLong(out, document.seqNo());
      WritableUtils.writeVLong(out, document.primaryTerm());
    }
    if ((parts & NAMED_INDEX) != 0) {
      writeBytes(out, Utf8.encode(document.index().get()));
    }
    if ((parts & ROW) != 0) {
      writeBytes(out, document.row().get());
    }
  }

  private int parts() {
    boolean indexed = indexNumber >= 0;
    int parts = indexed ? INDEXED : 0;
    parts |= document.isDelete() ? DELETE : 0;
    parts |= document.routing().isPresent() ? ROUTING : 0;
    parts |= document.version() >= 0 ? VERSION : 0;
    parts |= !indexed && document.index().isPresent() ? NAMED_INDEX : 0;
    if (document.row().isPresent()) {
      parts |= Arrays.equals(document.row().get(), id) ? ROW_IS_ID : ROW;
    }
    return parts;
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    int parts = in.readByte();
    id = readBytes(in);
    Fingerprint.Builder made =
        (parts & DELETE) == 0
            ? Fingerprint.of(in.readLong(), in.readLong())
            : Fingerprint.ofDelete();
    if ((parts & ROUTING) != 0) {
      made.routing(readText(in));
    }
    if ((parts & VERSION) != 0) {
      made.version(WritableUtils.readVLong(in));
    }
    indexNumber = -1;
    if ((parts & INDEXED) != 0) {
      indexNumber = WritableUtils.readVInt(in);
      made.shard(WritableUtils.readVInt(in));
      made.seqNo(WritableUtils.readVLong(in)).primaryTerm(WritableUtils.readVLong(in));
    }
    if ((parts & NAMED_INDEX) != 0) {
      made.index(readText(in));
    }
    if ((parts & ROW_IS_ID) != 0) {
      made.row(id);
    } else if ((parts & ROW) != 0) {
      made.row(readBytes(in));
    }
    document = made.build();
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    WritableUtils.writeVInt(out, bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[WritableUtils.readVInt(in)];
    in.readFully(bytes);
    return bytes;
  }

  private static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }
}
