package dev.sluice.mapreduce.verify;

import dev.sluice.io.DocumentWritable;
import dev.sluice.verify.DocumentHash;
import dev.sluice.verify.Fingerprint;
import org.apache.hadoop.conf.Configuration;

/** Computes fingerprints of documents that were read from the index. Not thread-safe. */
public final class IndexedPrints {

  private final DocumentHash hash;

  IndexedPrints(DocumentHash hash) {
    this.hash = hash;
  }

  /** Computes them as a job compares. */
  public static IndexedPrints of(Configuration conf) {
    return new IndexedPrints(FingerprintOutput.hash(conf));
  }

  /** Starts the fingerprint of a document, with its content, address and versions. */
  public Fingerprint.Builder of(DocumentWritable document) {
    return hash.of(document.bytes(), document.offset(), document.length())
        .index(document.index())
        .routing(document.routing().orElse(null))
        .version(document.version().orElse(-1))
        .seqNo(document.seqNo().orElse(-1))
        .primaryTerm(document.primaryTerm().orElse(-1));
  }
}
