package dev.sluice.mapreduce.job;

import dev.sluice.client.http.Secrets;
import dev.sluice.config.LocalFile;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A local file of secrets in Java properties format that only its owner may read. */
final class SecretsFile {

  private final String path;

  SecretsFile(String path) {
    this.path = path;
  }

  /** The content of the file; problems are reported to the settings, without content. */
  Map<String, Secret> read(Settings settings) {
    LocalFile given = LocalFile.named(path);
    try {
      String text = given.text();
      if (isOpenToOthers(given.path())) {
        settings.problem(
            OutputSettings.SECRETS_FILE
                + " is \""
                + path
                + "\", which other users can read or change: run chmod 600 "
                + path);
        return Collections.emptyMap();
      }
      return content(text, settings);
    } catch (IOException e) {
      settings.problem(
          OutputSettings.SECRETS_FILE
              + " is \""
              + path
              + "\", which cannot be read: "
              + e.getMessage());
    } catch (IllegalArgumentException e) {
      settings.problem(
          OutputSettings.SECRETS_FILE
              + " is \""
              + path
              + "\", which is not a valid properties file: \\u must be followed by four"
              + " hexadecimal digits");
    }
    return Collections.emptyMap();
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
    return allowed.stream().anyMatch(one -> !one.name().startsWith("OWNER_"));
  }

  private Map<String, Secret> content(String text, Settings settings) throws IOException {
    Properties lines = new Properties();
    lines.load(new StringReader(text));
    if (lines.isEmpty()) {
      settings.problem(
          OutputSettings.SECRETS_FILE + " is \"" + path + "\", which contains no secret");
    }
    Map<String, Secret> secrets = new HashMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (JobSecrets.NAMES.contains(name)) {
        secrets.put(name, Secret.of(lines.getProperty(name)));
      } else {
        settings.problem(
            "file "
                + path
                + " contains \""
                + name
                + "\", which is not a Sluice secret; valid names are "
                + String.join(", ", Secrets.NAMES)
                + ", and their counterparts for reading, such as "
                + Secrets.twin(Secrets.PASSWORD));
      }
    }
    return secrets;
  }
}
