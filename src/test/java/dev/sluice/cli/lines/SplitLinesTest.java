package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.io.compress.bzip2.CBZip2OutputStream;
import org.apache.hadoop.mapreduce.lib.input.CompressedSplitLineReader;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.UncompressedSplitLineReader;
import org.apache.hadoop.util.LineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitLinesTest {

  private static final byte[] LINE_FEED = {'\n'};

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  @Test
  void each_split_has_the_lines_that_hadoops_reader_finds_in_it() throws IOException {
    Random random = new Random(Long.getLong("sluice.fuzz.seed", 20_261_128));
    for (String name : List.of("a.json", "b.json", "a.json.gz", "a.json.bz2", "b.json.bz2")) {
      Path file = dir.resolve(name);
      try (OutputStream out = compressed(name)) {
        out.write(lines(random));
      }
      for (FileSplit split : splits(file, random)) {
        assertThat(ours(split)).as("%s", split).isEqualTo(hadoops(split));
      }
    }
  }

  /** Noise, so that compressed files have many blocks. */
  private static byte[] lines(Random random) {
    byte[] bytes = new byte[500_000 + random.nextInt(500_000)];
    random.nextBytes(bytes);
    int longest = 1 << (4 + random.nextInt(12));
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '\n' ? (byte) 'x' : bytes[i];
    }
    for (int i = random.nextInt(longest); i < bytes.length; i += 1 + random.nextInt(longest)) {
      bytes[i] = '\n';
    }
    return bytes;
  }

  private OutputStream compressed(String name) throws IOException {
    OutputStream out = Files.newOutputStream(dir.resolve(name));
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    if (name.endsWith(".bz2")) {
      out.write("BZ".getBytes(ISO_8859_1));
      return new CBZip2OutputStream(out, 1); // blocks of 100 KB
    }
    return out;
  }

  private static List<FileSplit> splits(Path file, Random random) throws IOException {
    long bytes = Files.size(file);
    long most = file.toString().endsWith(".gz") ? bytes : 150_000;
    List<FileSplit> splits = new ArrayList<>();
    for (long start = 0; start < bytes; ) {
      long length = Math.min(bytes - start, most == bytes ? bytes : 1 + random.nextInt((int) most));
      splits.add(
          new FileSplit(new org.apache.hadoop.fs.Path(file.toUri()), start, length, new String[0]));
      start += length;
    }
    return splits;
  }

  private List<String> ours(FileSplit split) throws IOException {
    List<String> found = new ArrayList<>();
    Text line = new Text();
    try (SplitLines lines = SplitLines.open(split, conf)) {
      for (long at = lines.position(); lines.next(line, Integer.MAX_VALUE); at = lines.position()) {
        found.add(at + " " + text(line));
      }
    }
    return found;
  }

  /** The same by Hadoop's classes. */
  private List<String> hadoops(FileSplit split) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(split.getPath());
    FSDataInputStream file = split.getPath().getFileSystem(conf).open(split.getPath());
    if (codec == null) {
      file.seek(split.getStart());
      LineReader lines = new UncompressedSplitLineReader(file, conf, LINE_FEED, split.getLength());
      return plain(lines, split);
    }
    if (codec instanceof SplittableCompressionCodec splittable) {
      return byBlocks(splittable, file, split);
    }
    return all(new LineReader(codec.createInputStream(file), conf, LINE_FEED));
  }

  private static List<String> plain(LineReader lines, FileSplit split) throws IOException {
    List<String> found = new ArrayList<>();
    Text line = new Text();
    long at = split.getStart();
    at += at == 0 ? 0 : lines.readLine(line);
    int read = 1;
    while (read > 0 && at <= split.getStart() + split.getLength()) {
      read = lines.readLine(line);
      add(read, at + " " + text(line), found);
      at += read;
    }
    return found;
  }

  private List<String> byBlocks(
      SplittableCompressionCodec codec, FSDataInputStream file, FileSplit split)
      throws IOException {
    Decompressor decompressor = CodecPool.getDecompressor(codec);
    SplitCompressionInputStream in =
        codec.createInputStream(
            file,
            decompressor,
            split.getStart(),
            split.getStart() + split.getLength(),
            SplittableCompressionCodec.READ_MODE.BYBLOCK);
    LineReader lines = new CompressedSplitLineReader(in, conf, LINE_FEED);
    List<String> found = new ArrayList<>();
    Text line = new Text();
    long at = in.getAdjustedStart() == 0 ? 0 : lines.readLine(line);
    int read = 1;
    while (read > 0 && in.getPos() <= in.getAdjustedEnd()) {
      read = lines.readLine(line);
      add(read, at + " " + text(line), found);
      at += read;
    }
    return found;
  }

  private static List<String> all(LineReader lines) throws IOException {
    List<String> found = new ArrayList<>();
    Text line = new Text();
    long at = 0;
    for (int read = lines.readLine(line); read > 0; read = lines.readLine(line)) {
      add(read, at + " " + text(line), found);
      at += read;
    }
    return found;
  }

  private static void add(int read, String line, List<String> found) {
    if (read > 0) {
      found.add(line);
    }
  }

  private static String text(Text line) {
    return new String(line.getBytes(), 0, line.getLength(), ISO_8859_1);
  }
}
