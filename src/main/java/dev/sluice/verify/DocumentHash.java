package dev.sluice.verify;

import dev.sluice.json.ByteArray;
import dev.sluice.json.SourceFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Hashes documents to 128 bits: the first half of the SHA-256 of their canonical form, or of their
 * bytes. A cryptographic hash keeps untrusted documents, such as a web crawl, from hiding a
 * difference by a collision. Not thread-safe.
 */
public final class DocumentHash {

  private final boolean exact;
  private final SourceFilter filter;
  private final CanonicalJson canonical = new CanonicalJson();
  private final MessageDigest digest = sha256();

  /**
   * Creates a hash.
   *
   * @param exact whether to compare bytes instead of the canonical form
   * @param fields the fields to compare, by dotted path; empty for all
   * @param ignored the fields not to compare
   */
  public DocumentHash(boolean exact, List<String> fields, List<String> ignored) {
    this.exact = exact;
    filter = new SourceFilter(fields, ignored);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Hashes a document, and starts its fingerprint. */
  public Fingerprint.Builder of(byte[] json, int start, int count) {
    try {
      hash(json, start, count);
    } catch (IOException e) {
      // Not strict JSON: it has no content that could be written in another way.
      digest.update(json, start, count);
    }
    ByteBuffer first = ByteBuffer.wrap(digest.digest());
    long high = first.getLong();
    long low = first.getLong();
    return Fingerprint.of(high, low);
  }

  private void hash(byte[] json, int start, int count) throws IOException {
    if (filter.isOpen()) {
      whole(json, start, count);
    } else {
      ByteArray kept = filter.of(json, start, count);
      whole(kept.array(), 0, kept.length());
    }
  }

  private void whole(byte[] json, int start, int count) throws IOException {
    if (exact) {
      digest.update(json, start, count);
    } else {
      ByteArray form = canonical.of(json, start, count);
      digest.update(form.array(), 0, form.length());
    }
  }
}
