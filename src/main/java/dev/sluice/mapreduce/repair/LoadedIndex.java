package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.verify.IndexedDocuments;
import dev.sluice.mapreduce.verify.IndexedPrints;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** The index of a load, as fingerprints of documents. Used by one thread, which closes it. */
final class LoadedIndex implements BothSides.Index, Closeable {

  private final IndexedDocuments documents;
  private final IndexedPrints prints;
  private final IdGroups groups;

  private LoadedIndex(IndexedDocuments documents, Configuration load) {
    this.documents = documents;
    prints = IndexedPrints.of(load);
    groups = IdGroups.of(load);
  }

  /** Connects to the cluster. Blocks. */
  static LoadedIndex open(TaskAttemptContext task, Configuration load) throws IOException {
    return new LoadedIndex(IndexedDocuments.open(task, load), load);
  }

  @Override
  public DocumentPlace place(Optional<String> name, String id, Optional<String> routing) {
    return documents.place(name, id, routing);
  }

  @Override
  public String groupOf(Optional<String> name) {
    return groups.of(name);
  }

  @Override
  public List<List<Fingerprint>> get(List<DocumentPlace> places) throws IOException {
    List<List<Fingerprint>> found = new ArrayList<>();
    places.forEach(place -> found.add(new ArrayList<>(1)));
    documents.get(places, (item, document) -> found.get(item).add(prints.of(document).build()));
    return found;
  }

  @Override
  public void close() {
    documents.close();
  }
}
