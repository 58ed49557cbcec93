package dev.sluice.mapreduce.job;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The beginning of a SHA-256 in hexadecimal, which stands for a longer value in a record. */
public final class ShortHash {

  private ShortHash() {}

  /** So many bytes of the hash of a value; two characters each. */
  public static String of(byte[] value, int bytes) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      hex.append(Character.forDigit((hash[i] >> 4) & 15, 16));
      hex.append(Character.forDigit(hash[i] & 15, 16));
    }
    return hex.toString();
  }
}
