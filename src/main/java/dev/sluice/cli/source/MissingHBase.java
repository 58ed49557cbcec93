package dev.sluice.cli.source;

import dev.sluice.config.ConfigException;

/** The message about a class path without HBase. */
public final class MissingHBase {

  private MissingHBase() {}

  /** The message for a class that was not found. */
  public static ConfigException of(NoClassDefFoundError cause) {
    return new ConfigException(
        "HBase is not on the class path; set"
            + " HADOOP_CLASSPATH=/etc/hbase/conf:$(hbase mapredcp)",
        cause);
  }
}
