package org.opensearch.hadoop.util;

/**
 * A class with this name makes opensearch-hadoop refuse to run beside this jar if its own classes
 * come first: it checks that there is only one.
 */
public abstract class Version {

  private Version() {}

  /** The name of this program. */
  public static String version() {
    return "Sluice";
  }
}
