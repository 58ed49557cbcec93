package dev.sluice.hbase;

import java.net.URL;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;

/** The {@code hbase-site.xml} that a configuration has read, for messages about the connection. */
final class SiteFile {

  private static final String NAME = "hbase-site.xml";

  private final Configuration conf;

  SiteFile(Configuration conf) {
    this.conf = Objects.requireNonNull(conf, "conf");
  }

  /**
   * What to do if HBase is not where the configuration says.
   *
   * @param key the key to check
   */
  String advice(String key) {
    URL found = conf.getResource(NAME);
    return found == null
        ? "no "
            + NAME
            + " is on the class path: set HBASE_CONF_DIR to its directory (with hadoop jar: add it to"
            + " HADOOP_CLASSPATH), or set "
            + key
        : "check " + key + " (" + NAME + ": " + found.toString().replaceFirst("^file:", "") + ")";
  }
}
