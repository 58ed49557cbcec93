package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.checkpoint.CheckpointFiles;
import dev.sluice.mapreduce.checkpoint.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Stores rejected documents a second time, in segments: a file for those between two barriers. A
 * document that is rejected before an earlier one, on the other side of a barrier, goes to the
 * segment of its own side. Thread-safe; its owner closes it after the engine.
 */
final class CheckpointSegments implements Rejections, Closeable {

  private final Rejections kept;
  private final CheckpointFiles files;
  private final String attempt;
  private final Configuration conf;
  private final Ticker ticker;
  private final Map<Segment.Kind, SortedMap<Integer, DeadLetterFile>> open =
      new EnumMap<>(Segment.Kind.class);

  /**
   * Creates segments.
   *
   * @param kept stores each document first
   */
  CheckpointSegments(
      Rejections kept, CheckpointFiles files, String attempt, Configuration conf, Ticker ticker) {
    this.kept = kept;
    this.files = files;
    this.attempt = attempt;
    this.conf = conf;
    this.ticker = ticker;
    for (Segment.Kind kind : Segment.Kind.values()) {
      open.put(kind, new TreeMap<>());
    }
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    kept.rejected(document);
    store(Segment.Kind.REJECTED, document);
  }

  @Override
  public void unknown(RejectedDocument document) throws IOException {
    kept.unknown(document);
    store(Segment.Kind.UNKNOWN, document);
  }

  private synchronized void store(Segment.Kind kind, RejectedDocument document) throws IOException {
    int number = document.barriers();
    DeadLetterFile file = open.get(kind).get(number);
    if (file == null) {
      file = new DeadLetterFile(files.segment(kind, attempt, number), attempt, conf, ticker);
      open.get(kind).put(number, file);
    }
    file.rejected(document);
  }

  /**
   * Closes the segments before a settled barrier, so that nothing can be lost any more.
   *
   * @param barriers the number of barriers placed so far
   * @return the segments, in order
   */
  synchronized List<Segment> closeBefore(int barriers) throws IOException {
    List<Segment> closed = new ArrayList<>();
    for (SortedMap<Integer, DeadLetterFile> files : open.values()) {
      SortedMap<Integer, DeadLetterFile> before = files.headMap(barriers);
      for (DeadLetterFile file : before.values()) {
        file.close();
        closed.add(this.files.closed(file.path()));
      }
      before.clear();
    }
    return closed;
  }

  @Override
  public synchronized void close() throws IOException {
    for (SortedMap<Integer, DeadLetterFile> files : open.values()) {
      for (DeadLetterFile file : files.values()) {
        file.close();
      }
    }
  }
}
