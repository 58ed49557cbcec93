package dev.sluice.verify;

import dev.sluice.json.Utf8;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Hashes document ids to 128 bits, the first half of a SHA-256. Ids of different groups of indices
 * differ. Not thread-safe.
 */
public final class IdHash {

  /** The length of a hash in bytes. */
  public static final int BYTES = 16;

  private final MessageDigest digest = DocumentHash.sha256();
  private final byte[] whole = new byte[32];

  /**
   * Writes a hash to the start of an array.
   *
   * @param group the group of the document's index; empty if ids are unique over all indices
   */
  public void write(String group, byte[] id, byte[] to) {
    if (!group.isEmpty()) {
      digest.update(Utf8.encode(group));
      digest.update((byte) 0);
    }
    digest.update(id, 0, id.length);
    try {
      digest.digest(whole, 0, whole.length);
    } catch (DigestException e) {
      throw new AssertionError("a SHA-256 has 32 bytes", e);
    }
    System.arraycopy(whole, 0, to, 0, BYTES);
  }
}
