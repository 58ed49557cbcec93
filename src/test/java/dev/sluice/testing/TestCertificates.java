package dev.sluice.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of our own, and one certificate by it for {@code localhost}, both made
 * with Bouncy Castle, which Hadoop brings: each run of keytool would be a JVM. The tests of a JVM
 * share them.
 */
public final class TestCertificates {

  private static final String PASSWORD = "changeit";
  private static final X500Name AUTHORITY = new X500Name("CN=Test-CA");

  private final Path directory;
  private final X509Certificate authority;
  private final KeyStore node;

  private TestCertificates(Path directory, X509Certificate authority, KeyStore node) {
    this.directory = directory;
    this.authority = authority;
    this.node = node;
  }

  /** Those that the tests of this JVM share; made on first use, removed when the JVM ends. */
  public static TestCertificates shared() {
    return Shared.CERTIFICATES;
  }

  /** Others in a directory given; the node's certificate expired two days ago. */
  public static TestCertificates expiredIn(Path directory)
      throws IOException, GeneralSecurityException {
    Instant now = Instant.now();
    return in(directory, now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2)));
  }

  private static TestCertificates in(Path directory, Instant nodeFrom, Instant nodeUntil)
      throws IOException, GeneralSecurityException {
    Instant now = Instant.now();
    KeyPair authorityKey = keyPair();
    X509Certificate authority =
        sign(
            AUTHORITY,
            authorityKey,
            Extension.create(Extension.basicConstraints, false, new BasicConstraints(true)),
            authorityKey,
            now.minus(Duration.ofDays(4)),
            now.plus(Duration.ofDays(30)));
    GeneralNames localhost = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
    KeyPair nodeKey = keyPair();
    X509Certificate node =
        sign(
            new X500Name("CN=node"),
            nodeKey,
            Extension.create(Extension.subjectAlternativeName, false, localhost),
            authorityKey,
            nodeFrom,
            nodeUntil);
    Files.writeString(directory.resolve("ca.pem"), pem("CERTIFICATE", authority.getEncoded()));
    KeyStore nodeStore = store();
    nodeStore.setKeyEntry(
        "node", nodeKey.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {node, authority});
    save(nodeStore, directory.resolve("node.p12"));
    return new TestCertificates(directory, authority, nodeStore);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(
      X500Name name,
      KeyPair key,
      Extension extension,
      KeyPair authorityKey,
      Instant from,
      Instant until)
      throws IOException, GeneralSecurityException {
    BigInteger serial = new BigInteger(64, new SecureRandom());
    X509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            AUTHORITY, serial, Date.from(from), Date.from(until), name, key.getPublic());
    certificate.addExtension(extension);
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  /** The authority's certificate, a PEM file. */
  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  /** The authority's certificate as a trust store, whose password is {@link #password}. */
  public Path truststore() throws IOException, GeneralSecurityException {
    Path file = directory.resolve("trust.p12");
    if (!Files.exists(file)) {
      save(trustStore(), file);
    }
    return file;
  }

  private KeyStore trustStore() throws IOException, GeneralSecurityException {
    KeyStore store = store();
    store.setCertificateEntry("ca", authority);
    return store;
  }

  public String password() {
    return PASSWORD;
  }

  public String caFingerprint() throws GeneralSecurityException {
    return fingerprint(authority);
  }

  public String nodeFingerprint() throws GeneralSecurityException {
    return fingerprint(node.getCertificate("node"));
  }

  private static String fingerprint(Certificate certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }

  /** What a node sends: its certificate and the authority's. */
  public String chainPem() throws GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (Certificate certificate : node.getCertificateChain("node")) {
      pem.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return pem.toString();
  }

  /** The node's key, in the clear. */
  public String keyPem() throws GeneralSecurityException {
    return pem("PRIVATE KEY", node.getKey("node", PASSWORD.toCharArray()).getEncoded());
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** The node's certificate and key as a key store, whose password is {@link #password}. */
  public Path keystore() {
    return directory.resolve("node.p12");
  }

  /** What a TLS server of a test presents; it trusts the authority, if it asks for certificates. */
  public SSLContext server() throws GeneralSecurityException, IOException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(node, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trusting().getTrustManagers(), null);
    return context;
  }

  /** Trusts the authority. */
  public SSLContext trust() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusting().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trusting() throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trustStore());
    return factory;
  }

  /** Made on first use. */
  private static final class Shared {

    private static final TestCertificates CERTIFICATES = make();

    private static TestCertificates make() {
      try {
        Path directory = Files.createTempDirectory("sluice-certificates-");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> Directories.remove(directory), "certificates-remove"));
        Instant now = Instant.now();
        return in(directory, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
