package dev.sluice.cli.lines;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.bench.contestant.Documents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one line of a file costs until it stands in the value of a record. */
@State(Scope.Thread)
public class LinesBenchmark extends Microbenchmark {

  private static final int LINES = 20_000;

  /** Bytes of a line. */
  @Param({"256", "1024", "10240"})
  public int size;

  /** The extension, which tells how the file is compressed. */
  @Param({"json", "json.gz"})
  public String type;

  private final Configuration conf = new Configuration();
  private Path file;
  private JsonLinesReader reader;

  /** Writes the file. */
  @Setup
  public void setUp() throws IOException {
    Documents documents = Documents.ofSize(size);
    byte[] line = new byte[size + 1];
    line[size] = '\n';
    file = Files.createTempFile("lines", "." + type);
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file));
        OutputStream out = type.endsWith("gz") ? new GZIPOutputStream(plain) : plain) {
      for (int i = 0; i < LINES; i++) {
        documents.write(i, line);
        out.write(line);
      }
    }
    open();
  }

  private void open() throws IOException {
    reader = JsonLinesReader.withoutBlank();
    reader.open(
        new FileSplit(
            new org.apache.hadoop.fs.Path(file.toUri()), 0, Files.size(file), new String[0]),
        conf);
  }

  /** Reads the next line, and the file again when it has ended. */
  @Benchmark
  public int next() throws IOException {
    while (!reader.nextKeyValue()) {
      reader.close();
      open();
    }
    return reader.getCurrentValue().getLength();
  }

  /** Deletes the file. */
  @TearDown
  public void tearDown() throws IOException {
    reader.close();
    Files.delete(file);
  }
}
