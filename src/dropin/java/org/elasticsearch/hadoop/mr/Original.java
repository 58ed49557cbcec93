package org.elasticsearch.hadoop.mr;

import dev.sluice.config.ConfigException;
import java.net.URL;
import java.security.CodeSource;

/**
 * Detects elasticsearch-hadoop and opensearch-hadoop on the class path. With both jars it is
 * undefined which of two classes with the same name is loaded, so the job is refused.
 */
final class Original {

  private Original() {}

  /**
   * Refuses to run together with the original.
   *
   * @throws ConfigException if the original is on the class path
   */
  static void refuse() {
    refuse("elasticsearch");
    refuse("opensearch");
  }

  private static void refuse(String name) {
    String mark = "org/" + name + "/hadoop/rest/RestClient.class"; // only the original has it
    URL original = Original.class.getClassLoader().getResource(mark);
    ClassLoader ofJob = Thread.currentThread().getContextClassLoader();
    if (original == null && ofJob != null) {
      original = ofJob.getResource(mark);
    }
    if (original != null) {
      String jar = original.toString();
      throw new ConfigException(
          name
              + "-hadoop ("
              + jar.substring(0, jar.length() - mark.length()).replaceAll("^jar:|!/$", "")
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
