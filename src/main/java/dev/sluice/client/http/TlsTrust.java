package dev.sluice.client.http;

import dev.sluice.config.LocalFile;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/**
 * The trusted servers: by the system's authorities, by given certificates, or by a fingerprint.
 * Immutable.
 */
final class TlsTrust {

  private final List<Certificate> certificates;
  private final Fingerprint fingerprint;

  private TlsTrust(List<Certificate> certificates, Fingerprint fingerprint) {
    this.certificates = certificates;
    this.fingerprint = fingerprint;
  }

  /** Reads the trust setting; the system's authorities if none is set. */
  static TlsTrust read(Settings settings, Secrets secrets) {
    Optional<String> file = settings.get(ConnectionSettings.CA_FILE);
    Optional<String> text = settings.get(ConnectionSettings.CA);
    Optional<String> store = settings.get(ConnectionSettings.TRUSTSTORE);
    Optional<String> print = settings.get(ConnectionSettings.FINGERPRINT);
    checkOne(settings, file, store, print);
    if (print.isPresent()) {
      return new TlsTrust(Collections.emptyList(), fingerprint(settings, print.get()));
    }
    if (text.isPresent()) {
      return new TlsTrust(fromText(settings, text.get()), null);
    }
    if (file.isPresent()) {
      return new TlsTrust(fromFile(settings, file.get()), null);
    }
    return new TlsTrust(
        store
            .map(path -> fromStore(settings, path, secrets.find(Secrets.TRUSTSTORE_PASSWORD)))
            .orElse(Collections.emptyList()),
        null);
  }

  private static void checkOne(
      Settings settings, Optional<String> file, Optional<String> store, Optional<String> print) {
    List<String> given = new ArrayList<>();
    file.ifPresent(path -> given.add(ConnectionSettings.CA_FILE.key()));
    store.ifPresent(path -> given.add(ConnectionSettings.TRUSTSTORE.key()));
    print.ifPresent(hex -> given.add(ConnectionSettings.FINGERPRINT.key()));
    if (given.size() > 1) {
      settings.problem(String.join(" and ", given) + " are both set: keep one and remove the rest");
    }
  }

  private static Fingerprint fingerprint(Settings settings, String text) {
    try {
      return Fingerprint.parse(text);
    } catch (IllegalArgumentException e) {
      settings.problem(
          ConnectionSettings.FINGERPRINT
              + " is \""
              + text
              + "\" but must be a SHA-256 fingerprint, 64 hexadecimal digits");
      return null;
    }
  }

  private static List<Certificate> fromText(Settings settings, String pem) {
    try {
      return Certificates.ofPem(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      settings.problem(ConnectionSettings.CA + " contains no PEM certificates: " + e.getMessage());
      return Collections.emptyList();
    }
  }

  private static List<Certificate> fromFile(Settings settings, String path) {
    try {
      return Certificates.ofPem(new ByteArrayInputStream(LocalFile.named(path).bytes()));
    } catch (IOException e) {
      settings.problem(
          ConnectionSettings.CA_FILE
              + " is \""
              + path
              + "\", which cannot be read: "
              + e.getMessage());
    } catch (CertificateException e) {
      settings.problem(
          ConnectionSettings.CA_FILE
              + " is \""
              + path
              + "\", which contains no PEM certificates: "
              + e.getMessage());
    }
    return Collections.emptyList();
  }

  private static List<Certificate> fromStore(
      Settings settings, String path, Optional<Secret> password) {
    try {
      return Certificates.ofStore(
          new ByteArrayInputStream(LocalFile.named(path).bytes()),
          password.map(Secret::reveal).map(String::toCharArray).orElse(null));
    } catch (IOException | GeneralSecurityException e) {
      settings.problem(
          ConnectionSettings.TRUSTSTORE
              + " is \""
              + path
              + "\", which cannot be read: "
              + e.getMessage());
      return Collections.emptyList();
    }
  }

  /** The given certificates as PEM for the tasks; empty if none are set. */
  Optional<String> pem() {
    return certificates.isEmpty()
        ? Optional.empty()
        : Optional.of(Certificates.toPem(certificates));
  }

  /** Creates a TLS context with this trust and the client certificate. */
  SSLContext context(TlsIdentity identity) throws GeneralSecurityException, IOException {
    X509TrustManager manager =
        fingerprint != null
            ? fingerprint
            : Certificates.managerOf(
                certificates.isEmpty() ? null : Certificates.toStore(certificates));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.managers(), new TrustManager[] {manager}, null);
    return context;
  }

  /** Verifies host names, except for a server trusted by its own fingerprint. */
  HostnameVerifier hostnames() {
    DefaultHostnameVerifier strict = new DefaultHostnameVerifier();
    if (fingerprint == null) {
      return strict;
    }
    return (host, session) -> isKnownItself(session) || strict.verify(host, session);
  }

  private boolean isKnownItself(SSLSession session) {
    try {
      return fingerprint.matches(session.getPeerCertificates()[0]);
    } catch (SSLException | CertificateException e) {
      return false;
    }
  }
}
