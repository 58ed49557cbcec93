package org.elasticsearch.hadoop.mr;

import dev.sluice.config.ConfigException;
import java.net.URL;
import java.security.CodeSource;

/**
 * Looks for elasticsearch-hadoop itself. With both on the class path chance decides which of two
 * classes of one name runs, so that a job is refused beside it.
 */
final class Original {

  /** What only the original has. */
  private static final String MARK = "org/elasticsearch/hadoop/rest/RestClient.class";

  private Original() {}

  /**
   * Refuses to run beside the original.
   *
   * @throws ConfigException if it is on the class path
   */
  static void refuse() {
    URL original = Original.class.getClassLoader().getResource(MARK);
    ClassLoader ofJob = Thread.currentThread().getContextClassLoader();
    if (original == null && ofJob != null) {
      original = ofJob.getResource(MARK);
    }
    if (original != null) {
      String jar = original.toString();
      throw new ConfigException(
          "elasticsearch-hadoop ("
              + jar.substring(0, jar.length() - MARK.length()).replaceAll("^jar:|!/$", "")
              + ") and the Sluice drop-in jar ("
              + here()
              + ") are both on the class path, and it is undefined which one runs: remove one"
              + " of the two jars");
    }
  }

  private static String here() {
    CodeSource source = Original.class.getProtectionDomain().getCodeSource();
    return source == null ? "sluice-drop-in.jar" : String.valueOf(source.getLocation());
  }
}
