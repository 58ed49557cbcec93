package org.elasticsearch.hadoop.util;

/**
 * A class of this name makes the original refuse to run beside this jar, where its own classes are
 * found first: it looks for two of them.
 */
public abstract class Version {

  private Version() {}

  /** Which program this is. */
  public static String version() {
    return "Sluice";
  }
}
