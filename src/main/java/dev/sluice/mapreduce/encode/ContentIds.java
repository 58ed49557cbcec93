package dev.sluice.mapreduce.encode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Names documents by the first 128 bits of the SHA-256 of their bytes. A cryptographic hash, since
 * documents may come from strangers (a web crawl): nobody can make two that meet under one id, of
 * which one would be lost. JDKs from 9 on compute it in hardware.
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
