package dev.sluice.mapreduce.job;

import dev.sluice.config.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.ProviderUtils;
import org.apache.hadoop.security.alias.CredentialProviderFactory;

/**
 * Checks the files of Hadoop's credential providers. Hadoop treats a missing file as empty, so a
 * wrong path would show up only as a refused login.
 */
final class SecretStores {

  static final String KEY = CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH;

  private static final Pattern IN_A_FILE = Pattern.compile("(local)?(jceks|bcfks)://.*");

  private final Configuration conf;
  private final Settings settings;

  SecretStores(Configuration conf, Settings settings) {
    this.conf = conf;
    this.settings = settings;
  }

  /** Reports unreadable files to the settings; returns whether all can be read. */
  boolean check() {
    boolean good = true;
    for (String provider : conf.getTrimmedStringCollection(KEY)) {
      if (IN_A_FILE.matcher(provider).matches()) {
        good &= check(provider);
      }
    }
    return good;
  }

  private boolean check(String provider) {
    String why;
    try {
      Path file = ProviderUtils.unnestUri(URI.create(provider));
      FileStatus status = file.getFileSystem(conf).getFileStatus(file);
      if (!status.isDirectory() && status.getLen() > 0) {
        return true;
      }
      why = status.isDirectory() ? "the path is a directory" : "the file is empty";
    } catch (FileNotFoundException e) {
      if (isForAll()) {
        return true;
      }
      why = "file not found";
    } catch (IOException | IllegalArgumentException e) {
      why = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    settings.problem(KEY + " is \"" + provider + "\", which cannot be read: " + why);
    return false;
  }

  /** A provider configured for all jobs by an administrator may be readable by some users only. */
  private boolean isForAll() {
    String[] sources = conf.getPropertySources(KEY);
    return sources != null
        && sources.length > 0
        && sources[0] != null
        && sources[0].endsWith("-site.xml");
  }
}
