package dev.sluice.mapreduce.verify;

import dev.sluice.config.Settings;
import dev.sluice.json.Utf8;
import dev.sluice.verify.DocumentHash;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.IdHash;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;

/** Writes fingerprints of documents to the shuffle. Used by one thread. */
final class FingerprintOutput {

  private final TaskInputOutputContext<?, ?, VerifyKey, VerifyRecord> context;
  private final ComparedIndices indices;
  private final IdHash ids = new IdHash();
  private final VerifyKey key = new VerifyKey();
  private final VerifyRecord record = new VerifyRecord();

  FingerprintOutput(TaskInputOutputContext<?, ?, VerifyKey, VerifyRecord> context) {
    this.context = context;
    indices = ComparedIndices.load(context.getConfiguration());
  }

  /** The hash that a job compares by. */
  static DocumentHash hash(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    DocumentHash hash =
        new DocumentHash(
            settings.get(VerifySettings.EXACT),
            settings.get(VerifySettings.FIELDS),
            settings.get(VerifySettings.IGNORE));
    settings.check();
    return hash;
  }

  /** Writes a document of the index, which has its concrete index. */
  void indexed(String id, Fingerprint document) throws IOException, InterruptedException {
    String index = document.index().get();
    byte[] utf8 = Utf8.encode(id);
    ids.write(indices.groupOf(index), utf8, key.hash());
    key.setSide(VerifyKey.INDEX);
    record.setIndexed(utf8, indices.numberOf(index), document);
    context.write(key, record);
  }

  /**
   * Writes a document of the source.
   *
   * @param index the index that it goes to
   */
  void source(String id, String index, Fingerprint document)
      throws IOException, InterruptedException {
    byte[] utf8 = Utf8.encode(id);
    ids.write(indices.groupOf(index), utf8, key.hash());
    key.setSide(VerifyKey.SOURCE);
    record.setSource(utf8, document);
    context.write(key, record);
  }
}
