package dev.sluice.mapreduce.copy;

import dev.sluice.config.Settings;
import dev.sluice.io.DocumentWritable;
import dev.sluice.io.KeyedInput;
import dev.sluice.mapreduce.input.DocumentsById;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.QuerySetting;
import dev.sluice.mapreduce.input.ReadConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Reads documents of the source of a copy again by id, with the query and fields of the copy. It
 * refreshes the source first; if that is not permitted, no key is certain. Used by one thread.
 */
final class CopyLookup implements KeyedInput.Lookup<Text, DocumentWritable> {

  private final DocumentsById documents;
  private final Optional<String> query;
  private final boolean keepsIds;

  private CopyLookup(DocumentsById documents, Optional<String> query, boolean keepsIds) {
    this.documents = documents;
    this.query = query;
    this.keepsIds = keepsIds;
  }

  static CopyLookup open(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    Settings settings = Settings.from(conf::get);
    List<String> indices = settings.get(InputSettings.INDEX);
    List<String> fields = settings.get(InputSettings.FIELDS);
    settings.check();
    Optional<String> query = QuerySetting.find(conf);
    DocumentsById documents =
        DocumentsById.open(ReadConnection.ofTask(job, conf), indices, fields, conf);
    try {
      return new CopyLookup(documents, query, keepsIds(conf) && documents.refresh());
    } catch (IOException | RuntimeException e) {
      documents.close();
      throw e;
    }
  }

  private static boolean keepsIds(Configuration conf) {
    return conf.get(MRJobConfig.MAP_CLASS_ATTR, "").equals(CopyMapper.class.getName())
        && !CopySettings.TRANSFORM.isGiven(conf::get);
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    return keepsIds ? Optional.of(id.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
  }

  /** A document that the query does not match can exist. */
  @Override
  public boolean covers(byte[] key) {
    return !query.isPresent();
  }

  @Override
  public void read(List<byte[]> keys, KeyedInput.Found<Text, DocumentWritable> found)
      throws IOException {
    List<String> ids = new ArrayList<>();
    keys.forEach(key -> ids.add(new String(key, StandardCharsets.UTF_8)));
    documents.refresh();
    documents.search(
        ids,
        query,
        (item, document) -> found.record(keys.get(item), new Text(document.id()), document));
  }

  @Override
  public void close() {
    documents.close();
  }
}
