package dev.sluice.client.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server by the SHA-256 fingerprint of a certificate. A fingerprint of the server's
 * certificate trusts exactly that certificate. For a fingerprint of an authority in the server's
 * chain, the chain up to it is verified. Immutable.
 */
final class Fingerprint implements X509TrustManager {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final String wanted;

  private Fingerprint(String wanted) {
    this.wanted = wanted;
  }

  /**
   * Parses a fingerprint: 64 hexadecimal digits, with or without colons.
   *
   * @throws IllegalArgumentException for any other text
   */
  static Fingerprint parse(String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 fingerprint: " + text);
    }
    return new Fingerprint(digits);
  }

  static String of(Certificate certificate) throws CertificateException {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
    StringBuilder text = new StringBuilder(2 * digest.length);
    for (byte b : digest) {
      text.append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
    }
    return text.toString();
  }

  boolean matches(Certificate certificate) throws CertificateException {
    return of(certificate).equals(wanted);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (matches(chain[0])) {
      return;
    }
    for (int i = 1; i < chain.length; i++) {
      if (matches(chain[i])) {
        verify(Arrays.copyOf(chain, i + 1), authType);
        return;
      }
    }
    throw new CertificateException(
        "none of the server's "
            + chain.length
            + " certificates matches the fingerprint in "
            + ConnectionSettings.FINGERPRINT
            + "; the last certificate has "
            + of(chain[chain.length - 1]));
  }

  private static void verify(X509Certificate[] chain, String authType) throws CertificateException {
    try {
      KeyStore anchor = Certificates.toStore(Arrays.asList(chain[chain.length - 1]));
      Certificates.managerOf(anchor).checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("client certificates are not checked here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
