package dev.sluice.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Converts certificates between PEM, key stores and trust managers. */
final class Certificates {

  private Certificates() {}

  /** All certificates of a PEM text, at least one. */
  static List<Certificate> ofPem(InputStream in) throws CertificateException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509").generateCertificates(in);
    if (found.isEmpty()) {
      throw new CertificateException("no certificate found");
    }
    return Collections.unmodifiableList(new ArrayList<>(found));
  }

  /**
   * All trusted certificates of a JKS or PKCS12 store, at least one.
   *
   * @param password can be null: a JKS store is then read without an integrity check
   */
  static List<Certificate> ofStore(InputStream in, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(in, password);
    List<Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)) {
        found.add(store.getCertificate(alias));
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException(
          "it holds no trusted certificate; check the secret " + Secrets.TRUSTSTORE_PASSWORD);
    }
    return Collections.unmodifiableList(found);
  }

  static String toPem(List<Certificate> certificates) {
    return certificates.stream()
        .map(certificate -> pem("CERTIFICATE", encoded(certificate)))
        .collect(Collectors.joining());
  }

  static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate cannot be encoded", e);
    }
  }

  static KeyStore toStore(List<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    return store;
  }

  /** Creates a trust manager for a store; null means the system's authorities. */
  static X509TrustManager managerOf(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new CertificateException("this JDK has no X.509 trust manager"));
  }
}
