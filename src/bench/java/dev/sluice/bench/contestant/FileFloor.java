package dev.sluice.bench.contestant;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * {@link Floor} with the bytes of {@link DocumentFiles} as they are, without actions: each thread
 * reads a piece of a file and posts it.
 */
final class FileFloor implements Contestant {

  private static final int COPIED = 64 * 1024;

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    List<Floor.Content> pieces = new ArrayList<>();
    int most = Floor.bulkBytes(conf);
    for (Path file : DocumentFiles.in(conf)) {
      long bytes = Files.size(file);
      for (long from = 0; from < bytes; from += most) {
        pieces.add(new Piece(file, from, (int) Math.min(most, bytes - from)));
      }
    }
    Floor.post(conf, pieces, watch);
  }

  /** A part of a file. */
  private record Piece(Path file, long from, int length) implements Floor.Content {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (FileChannel channel = FileChannel.open(file)) {
        channel.position(from);
        byte[] bytes = new byte[COPIED];
        for (int left = length; left > 0; ) {
          int count = channel.read(ByteBuffer.wrap(bytes, 0, Math.min(left, COPIED)));
          if (count < 0) {
            throw new IOException(file + " ends early");
          }
          out.write(bytes, 0, count);
          left -= count;
        }
      }
    }
  }
}
