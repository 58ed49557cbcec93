package dev.sluice.client.http;

import dev.sluice.config.LocalFile;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** The client certificate and its private key. Immutable; never printed. */
final class TlsIdentity {

  private static final TlsIdentity NONE = new TlsIdentity(null, Collections.emptyList());

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private final PrivateKey key;
  private final List<Certificate> chain;

  private TlsIdentity(PrivateKey key, List<Certificate> chain) {
    this.key = key;
    this.chain = chain;
  }

  /** Reads the identity from its secret or from the key store; none if neither is set. */
  static TlsIdentity read(Settings settings, Secrets secrets) {
    Optional<Secret> pem = secrets.find(Secrets.IDENTITY);
    if (pem.isPresent()) {
      try {
        return ofPem(pem.get().reveal());
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        settings.problem(
            "the secret "
                + Secrets.IDENTITY
                + " must contain a PEM certificate and its PRIVATE KEY (PKCS #8, without a"
                + " password)");
        return NONE;
      }
    }
    return settings
        .get(ConnectionSettings.KEYSTORE)
        .map(path -> ofFile(path, secrets.find(Secrets.KEYSTORE_PASSWORD), settings))
        .orElse(NONE);
  }

  private static TlsIdentity ofFile(String path, Optional<Secret> password, Settings settings) {
    char[] letters = password.map(Secret::reveal).orElse("").toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(new ByteArrayInputStream(LocalFile.named(path).bytes()), letters);
      for (String alias : Collections.list(store.aliases())) {
        Key found = store.isKeyEntry(alias) ? store.getKey(alias, letters) : null;
        if (found instanceof PrivateKey) {
          return new TlsIdentity(
              (PrivateKey) found, Arrays.asList(store.getCertificateChain(alias)));
        }
      }
      settings.problem(
          ConnectionSettings.KEYSTORE + " is \"" + path + "\", which contains no private key");
    } catch (IOException | GeneralSecurityException e) {
      settings.problem(
          ConnectionSettings.KEYSTORE
              + " is \""
              + path
              + "\", which cannot be read: "
              + e.getMessage()
              + "; check the secret "
              + Secrets.KEYSTORE_PASSWORD);
    }
    return NONE;
  }

  private static TlsIdentity ofPem(String pem) throws GeneralSecurityException {
    Matcher block = KEY.matcher(pem);
    if (!block.find()) {
      throw new CertificateException("it contains no private key");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
    String rest = pem.substring(0, block.start()) + pem.substring(block.end());
    List<Certificate> chain =
        Certificates.ofPem(
            new ByteArrayInputStream(rest.trim().getBytes(StandardCharsets.US_ASCII)));
    String algorithm = chain.get(0).getPublicKey().getAlgorithm();
    return new TlsIdentity(
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)), chain);
  }

  /** Certificate and key as a secret for the tasks; empty if not set. */
  Optional<Secret> pem() {
    return key == null
        ? Optional.empty()
        : Optional.of(
            Secret.of(
                Certificates.toPem(chain) + Certificates.pem("PRIVATE KEY", key.getEncoded())));
  }

  /** The key managers for TLS; null if there is no client certificate. */
  KeyManager[] managers() throws GeneralSecurityException, IOException {
    if (key == null) {
      return null;
    }
    char[] none = {};
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("own", key, none, chain.toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }
}
