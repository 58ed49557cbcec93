package dev.sluice.mapreduce.job;

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
 * The file of passwords of elasticsearch-hadoop: a PKCS12 store with an empty password, which hides
 * nothing, so that whoever can read the file has them. Each entry has the name of the key that its
 * text is for.
 */
final class EsSecretsFile {

  /** The key that names it. */
  static final String LOCATION = "es.keystore.location";

  private static final char[] EMPTY = {};

  private EsSecretsFile() {}

  /**
   * What the file holds, by key; nothing where none is named.
   *
   * @throws IOException if it cannot be read, with what it should be
   */
  static Map<String, String> read(Configuration conf) throws IOException {
    String location = conf.getTrimmed(LOCATION, "");
    if (location.isEmpty()) {
      return Collections.emptyMap();
    }
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
          LOCATION
              + " is \""
              + location
              + "\", which cannot be read as a PKCS12 file with an empty password: "
              + e.getMessage(),
          e);
    }
  }
}
