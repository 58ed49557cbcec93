package dev.sluice.mapreduce.job;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.net.URL;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.VersionInfo;

/**
 * Checks that the Hadoop on the class path can run on this Java. Hadoop before 3.4.3 calls {@code
 * Subject.getSubject}, which throws in Java 23 unless a security manager is allowed, and always in
 * later versions. Hadoop calls it at every login, so that a job fails when it is created.
 */
public final class HadoopOnJava {

  private HadoopOnJava() {}

  /**
   * Logs in as Hadoop does, since a vendor's Hadoop can have the fix under an older version.
   *
   * @throws ConfigException if Hadoop cannot run on this Java
   */
  public static void check() {
    try {
      UserGroupInformation.getCurrentUser();
    } catch (UnsupportedOperationException e) {
      throw new ConfigException(
          "Hadoop "
              + VersionInfo.getVersion()
              + place()
              + " does not run on Java "
              + System.getProperty("java.version")
              + " ("
              + e.getMessage()
              + "): use Hadoop 3.4.3 or later, or set JAVA_HOME to a Java from 8 to 22",
          e);
    } catch (IOException e) {
      // A failed login; what needs it fails with more details.
    }
  }

  private static String place() {
    URL found = UserGroupInformation.class.getResource("UserGroupInformation.class");
    String jar = String.valueOf(found).replaceFirst("^jar:file:(.*)!/.*", "$1");
    return jar.endsWith(".jar") ? " (" + jar + ")" : "";
  }
}
