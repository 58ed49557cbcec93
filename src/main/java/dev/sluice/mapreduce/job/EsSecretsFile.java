package dev.sluice.mapreduce.job;

import dev.sluice.eshadoop.EsKeys;
import dev.sluice.mapreduce.keys.SettingFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The secure settings file of elasticsearch-hadoop: a PKCS12 store with an empty password, which
 * protects nothing beyond the file permissions. Each entry has the name of a key.
 */
final class EsSecretsFile {

  /** The key with the location of the file. */
  static final String LOCATION = "es.keystore.location";

  private static final char[] EMPTY = {};

  private EsSecretsFile() {}

  /**
   * The content of the file by key; empty if no file is named.
   *
   * @throws IOException if the file cannot be read, with the expected format
   */
  static Map<String, String> read(Configuration conf) throws IOException {
    for (String key : EsKeys.names(LOCATION)) {
      String location = conf.getTrimmed(key, "");
      if (!location.isEmpty()) {
        return read(key, location, conf);
      }
    }
    return Collections.emptyMap();
  }

  private static Map<String, String> read(String key, String location, Configuration conf)
      throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(SettingFile.content(location, conf)), EMPTY);
      Map<String, String> texts = new TreeMap<>();
      for (String name : Collections.list(store.aliases())) {
        Key entry = store.getKey(name, EMPTY);
        if (entry != null) {
          texts.put(name, new String(entry.getEncoded(), StandardCharsets.UTF_8));
        }
      }
      return Collections.unmodifiableMap(texts);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          key
              + " is \""
              + location
              + "\", which cannot be read as a PKCS12 file with an empty password: "
              + e.getMessage(),
          e);
    }
  }
}
