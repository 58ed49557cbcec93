package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.verify.DocumentHash;
import dev.sluice.verify.Fingerprint;
import org.apache.hadoop.conf.Configuration;

/** Computes fingerprints of the documents that a load would write. Not thread-safe. */
public final class SourcePrints {

  private final DocumentHash hash;
  private final ByteArray oneLine = new ByteArray(1024);

  SourcePrints(DocumentHash hash) {
    this.hash = hash;
  }

  /** Computes them as a job compares. */
  public static SourcePrints of(Configuration conf) {
    return new SourcePrints(FingerprintOutput.hash(conf));
  }

  /**
   * Starts the fingerprint of an action, with its content, address and version.
   *
   * @throws JsonFormException if the load would reject the document, because it is not an object
   */
  public Fingerprint.Builder of(BulkAction action) throws JsonFormException {
    return content(action)
        .index(action.index)
        .routing(action.routing)
        .version(action.versionType == null ? -1 : action.version);
  }

  /** Why the load would reject a document. */
  public static BulkError notJson(JsonFormException why) {
    return BulkError.of("not_a_json_object", "invalid JSON: " + why.getMessage());
  }

  private Fingerprint.Builder content(BulkAction action) throws JsonFormException {
    if (action.operation == Operation.DELETE) {
      return Fingerprint.ofDelete();
    }
    if (action.wellFormed) {
      return hash.of(action.source, action.offset, action.length);
    }
    oneLine.truncate(0);
    JsonText.copyObject(action.source, action.offset, action.length, oneLine);
    return hash.of(oneLine.array(), 0, oneLine.length());
  }
}
