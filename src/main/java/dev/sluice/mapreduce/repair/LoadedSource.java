package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.verify.SourceDocuments;
import dev.sluice.mapreduce.verify.SourcePrints;
import dev.sluice.verify.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The source of a load, as documents with fingerprints. It has no records if it cannot be asked for
 * single ones. Used by one thread, which closes it.
 */
final class LoadedSource implements BothSides.Source, Closeable {

  private final Optional<SourceDocuments> documents;
  private final SourcePrints prints;

  private LoadedSource(Optional<SourceDocuments> documents, SourcePrints prints) {
    this.documents = documents;
    this.prints = prints;
  }

  /** Opens the source. Blocks. */
  static LoadedSource open(TaskAttemptContext task, Configuration load) throws IOException {
    return new LoadedSource(SourceDocuments.open(task, load), SourcePrints.of(load));
  }

  /** Whether the source can be asked for single records. */
  boolean isKeyed() {
    return documents.isPresent();
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    return documents.flatMap(open -> open.keyOf(id));
  }

  @Override
  public boolean covers(byte[] key) {
    return documents.filter(open -> open.covers(key)).isPresent();
  }

  @Override
  public void read(List<byte[]> keys, BothSides.Taker taker) throws IOException {
    if (documents.isPresent()) {
      documents.get().read(keys, new Printing(taker));
    }
  }

  /** A document that the mapper of the load wrote; empty if the load would reject it. */
  Optional<Wanted> wanted(BulkAction action) {
    try {
      return Optional.of(Wanted.of(action, prints.of(action).build()));
    } catch (JsonFormException e) {
      return Optional.empty();
    }
  }

  /** Adds the fingerprints. */
  private final class Printing implements SourceDocuments.Taker {

    private final BothSides.Taker taker;

    Printing(BothSides.Taker taker) {
      this.taker = taker;
    }

    @Override
    public void action(BulkAction action) {
      Fingerprint print;
      try {
        print = prints.of(action).build();
      } catch (JsonFormException e) {
        rejected(action, SourcePrints.notJson(e));
        return;
      }
      taker.action(action, print);
    }

    @Override
    public void rejected(BulkAction action, BulkError why) {
      taker.rejected(action, why);
    }
  }

  @Override
  public void close() throws IOException {
    if (documents.isPresent()) {
      documents.get().close();
    }
  }
}
