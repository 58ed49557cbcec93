package dev.sluice.bench.contestant;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.GzipCodec;

/**
 * Gzip on the thread that writes, as Hadoop's own is. That one has no other level than 6 without
 * Hadoop's native library. Sluice takes this for a codec that it does not know.
 */
public final class OneThreadGzip extends GzipCodec {

  /** The key of the level, from 1 to 9. */
  public static final String LEVEL = "bench.gzip.level";

  private static final int BUFFER_BYTES = 64 * 1024;

  /** For Hadoop. */
  public OneThreadGzip() {}

  @Override
  public CompressionOutputStream createOutputStream(OutputStream out) throws IOException {
    return new Stream(new Gzip(out, getConf().getInt(LEVEL, 6)));
  }

  /** A stream with a level. */
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out, int level) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(level);
    }
  }

  /** The same for Hadoop. */
  private static final class Stream extends CompressionOutputStream {

    private final Gzip gzip;

    Stream(Gzip gzip) {
      super(gzip);
      this.gzip = gzip;
    }

    @Override
    public void write(int b) throws IOException {
      gzip.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      gzip.write(bytes, from, count);
    }

    @Override
    public void finish() throws IOException {
      gzip.finish();
    }

    @Override
    public void resetState() {
      throw new UnsupportedOperationException("a stream is written once");
    }
  }
}
