package dev.sluice.client.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects bytes in chunks without copying, then serves as a request body. Not thread-safe. */
public final class ChunkedBytes extends OutputStream implements HttpRequest.Body {

  private static final int SIZE = 64 * 1024;

  private final List<byte[]> chunks = new ArrayList<>();
  private int inLast = SIZE;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int start, int count) {
    int done = 0;
    while (done < count) {
      if (inLast == SIZE) {
        chunks.add(new byte[SIZE]);
        inLast = 0;
      }
      int part = Math.min(count - done, SIZE - inLast);
      System.arraycopy(from, start + done, chunks.get(chunks.size() - 1), inLast, part);
      inLast += part;
      done += part;
    }
  }

  @Override
  public long length() {
    return ((long) chunks.size() * SIZE) - (SIZE - inLast);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    long left = length();
    for (byte[] chunk : chunks) {
      int part = (int) Math.min(left, SIZE);
      out.write(chunk, 0, part);
      left -= part;
    }
  }
}
