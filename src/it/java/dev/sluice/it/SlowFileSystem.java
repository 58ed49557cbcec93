package dev.sluice.it;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system as {@code slow:///}: each open file gives a megabyte a second. */
public final class SlowFileSystem extends RawLocalFileSystem {

  private static final double BYTES_PER_NANO = (1 << 20) / 1e9;
  private static final int MOST = 8 * 1024;

  /** For Hadoop. */
  public SlowFileSystem() {}

  @Override
  public URI getUri() {
    return URI.create("slow:///");
  }

  @Override
  public String getScheme() {
    return "slow";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    return new FSDataInputStream(new Slow(super.open(file, bufferSize)));
  }

  /** Without the permissions, which Hadoop reads from URLs of local files only. */
  private static FileStatus plain(FileStatus file) {
    return new FileStatus(
        file.getLen(),
        file.isDirectory(),
        1,
        file.getBlockSize(),
        file.getModificationTime(),
        file.getPath());
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    return plain(super.getFileStatus(file));
  }

  @Override
  public FileStatus[] listStatus(Path directory) throws IOException {
    return Arrays.stream(super.listStatus(directory))
        .map(SlowFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  private static final class Slow extends FSInputStream {

    private final FSDataInputStream in;
    private final long startNanos = System.nanoTime();
    private long read;

    Slow(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int count) throws IOException {
      int got = in.read(bytes, start, Math.min(count, MOST));
      read += Math.max(0, got);
      long wait = startNanos + (long) (read / BYTES_PER_NANO) - System.nanoTime();
      if (wait > 0) {
        try {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
      return got;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) throws IOException {
      return in.seekToNewSource(target);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
