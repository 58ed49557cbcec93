package dev.sluice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of our own, and one certificate by it for {@code localhost}. Seven runs
 * of keytool make them, so the tests of a JVM share them.
 */
public final class TestCertificates {

  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final KeyStore authority;
  private final KeyStore node;

  private TestCertificates(Path directory, KeyStore authority, KeyStore node) {
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
      throws IOException, InterruptedException, GeneralSecurityException {
    return in(directory, "-startdate -3d -validity 1");
  }

  private static TestCertificates in(Path directory, String nodeValidity)
      throws IOException, InterruptedException, GeneralSecurityException {
    String key = "-keyalg RSA -keysize 2048 -validity 30";
    keytool(directory, "-genkeypair -alias ca -dname CN=Test-CA -ext bc:c " + key, "ca.p12");
    keytool(directory, "-exportcert -rfc -alias ca -file ca.pem", "ca.p12");
    keytool(directory, "-genkeypair -alias node -dname CN=node " + key, "node.p12");
    keytool(directory, "-certreq -alias node -file node.csr", "node.p12");
    keytool(
        directory,
        "-gencert -rfc -alias ca -infile node.csr -outfile node.pem -ext san=dns:localhost "
            + nodeValidity,
        "ca.p12");
    keytool(directory, "-importcert -noprompt -alias ca -file ca.pem", "node.p12");
    keytool(directory, "-importcert -alias node -file node.pem", "node.p12");
    return new TestCertificates(
        directory, load(directory.resolve("ca.p12")), load(directory.resolve("node.p12")));
  }

  private static void keytool(Path directory, String arguments, String store)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It runs for a second: nothing is gained by the compiler and collector of servers.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(directory.resolve("keytool.log")));
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** The authority's certificate, a PEM file. */
  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  /** The authority's certificate as a trust store, whose password is {@link #password}. */
  public Path truststore() throws IOException, InterruptedException {
    Path file = directory.resolve("trust.p12");
    if (!Files.exists(file)) {
      keytool(directory, "-importcert -noprompt -alias ca -file ca.pem", "trust.p12");
    }
    return file;
  }

  public String password() {
    return PASSWORD;
  }

  public String caFingerprint() throws GeneralSecurityException {
    return fingerprint(authority.getCertificate("ca"));
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
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", authority.getCertificate("ca"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
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
        return in(directory, "-validity 30");
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
