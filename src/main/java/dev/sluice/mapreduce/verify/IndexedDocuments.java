package dev.sluice.mapreduce.verify;

import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.config.Settings;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.DocumentsById;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.read.DocumentPlace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * Documents of the index that a load writes to, as they are now, with source, version, sequence
 * number and primary term. Used by one thread, which closes it.
 */
public final class IndexedDocuments implements Closeable {

  private final DocumentsById documents;
  private final String index;

  private IndexedDocuments(DocumentsById documents, String index) {
    this.documents = documents;
    this.index = index;
  }

  /**
   * Connects to the cluster that a load writes to. Blocks.
   *
   * @param task the running task, with the credentials
   * @param conf the configuration of the load, with its nodes and index
   */
  public static IndexedDocuments open(TaskAttemptContext task, Configuration conf)
      throws IOException {
    JobConf own = new JobConf(conf);
    own.setCredentials(JobCredentials.of(task));
    ConnectionOptions options =
        TaskConnection.options(new TaskAttemptContextImpl(own, task.getTaskAttemptID()));
    Settings settings = Settings.from(own::get);
    Optional<String> index = settings.get(OutputSettings.INDEX);
    settings.check();
    List<String> names =
        index
            .map(name -> Collections.singletonList(IndexPattern.wildcard(name)))
            .orElseGet(Collections::emptyList);
    return new IndexedDocuments(
        DocumentsById.open(options, names, Collections.emptyList(), own), index.orElse(""));
  }

  /** The place of a document; without an index, it is in the index of the load. */
  public DocumentPlace place(Optional<String> name, String id, Optional<String> routing) {
    return DocumentPlace.of(name.orElse(index), id, routing.orElse(null));
  }

  /**
   * Gets documents by address, as they were last written, also before a refresh. Blocks.
   *
   * @return for each place, the document; none if it is missing, several if the place is an alias
   *     of several indices that have the id
   */
  public List<List<DocumentWritable>> get(List<DocumentPlace> places) throws IOException {
    List<List<DocumentWritable>> found = empty(places.size());
    get(places, (item, document) -> found.get(item).add(document));
    return found;
  }

  /**
   * The same, one document at a time, so that few are in memory together. Blocks.
   *
   * @param taker is told the position of the place
   */
  public void get(List<DocumentPlace> places, DocumentsById.Taker taker) throws IOException {
    documents.get(places, taker);
  }

  /**
   * Finds the documents with these ids in all indices of the load, whatever their routing. Blocks,
   * and refreshes the indices first, if permitted.
   *
   * @return for each id, its documents
   */
  public List<List<DocumentWritable>> search(List<String> ids) throws IOException {
    List<List<DocumentWritable>> found = empty(ids.size());
    documents.refresh();
    documents.search(ids, Optional.empty(), (item, document) -> found.get(item).add(document));
    return found;
  }

  private static List<List<DocumentWritable>> empty(int size) {
    List<List<DocumentWritable>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  @Override
  public void close() {
    documents.close();
  }
}
