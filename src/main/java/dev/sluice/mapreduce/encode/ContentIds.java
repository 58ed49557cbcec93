package dev.sluice.mapreduce.encode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Generates ids from the first 128 bits of the SHA-256 of a document. A cryptographic hash prevents
 * deliberate collisions in untrusted documents, such as a web crawl, which would lose one of the
 * documents. JDK 9 and later compute it in hardware.
 */
public final class ContentIds implements DocumentIds {

  private static final int HASH_BYTES = 16;

  private final String prefix;
  private final MessageDigest hash;
  private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();

  public ContentIds(String job) {
    prefix = job + "_";
    try {
      hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean ofContent() {
    return true;
  }

  @Override
  public Optional<String> next(Object key, byte[] json, int start, int count) {
    hash.update(json, start, count);
    byte[] first = Arrays.copyOf(hash.digest(), HASH_BYTES);
    return Optional.of(prefix + base64.encodeToString(first));
  }
}
