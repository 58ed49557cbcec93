package dev.sluice.client.http;

import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of the connection. Secrets are no keys: see {@link Secrets} for their names. */
public final class ConnectionSettings {

  /** Where the cluster is. */
  public static final Setting<List<String>> NODES =
      Setting.list("sluice.nodes", "http://localhost:9200")
          .doc(
              "URLs of one or more nodes, or of a proxy before them, separated by commas. A path is"
                  + " kept as a prefix.")
          .common();

  /** Whether other nodes are found. */
  public static final Setting<Boolean> DISCOVERY =
      Setting.flag("sluice.nodes.discovery", true)
          .doc(
              "Ask the cluster for the addresses of its data nodes and send to those that answer;"
                  + " false keeps to the given nodes, as behind a proxy.")
          .common();

  /** Which of the nodes found are sent to. */
  public static final Setting<NodeRole> ROLE =
      Setting.choice("sluice.nodes.role", NodeRole.class, NodeRole.DATA)
          .doc(
              "Which of the nodes that are found are sent to: those that hold data, those that run"
                  + " ingest pipelines, those that only coordinate, or any. With other nodes than"
                  + " those that hold data, documents cannot be sent to where their shard is.");

  /** Headers of every request. */
  public static final Setting<Optional<String>> HEADERS =
      Setting.text("sluice.http.headers")
          .doc(
              "Headers to send with every request, such as X-Tenant: blue; one a line. A header"
                  + " that lets somebody in, such as Authorization, belongs into the secret "
                  + Secrets.HEADERS
                  + ", which has the same form.");

  /** A proxy. */
  public static final Setting<Optional<String>> PROXY =
      Setting.text("sluice.http.proxy")
          .doc(
              "An HTTP proxy to go through to every node, as host:port; or the word system, for the"
                  + " one that the JVM's own properties name (http.proxyHost and so on). By"
                  + " default nodes are reached directly.");

  /** Whom the proxy knows. */
  public static final Setting<Optional<String>> PROXY_USER =
      Setting.text("sluice.http.proxy.user")
          .doc("The user at the proxy; the password is the secret " + Secrets.PROXY_PASSWORD + ".");

  /** Limit of a connect. */
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration("sluice.http.connect-timeout", "10s", "10ms", "5m")
          .doc("How long a connection may take to stand, and its TLS handshake once more.");

  /** Limit of a request. */
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("sluice.http.timeout", "1m", "10ms", "1h")
          .doc("How long one request may take, from connecting to the last byte of the reply.")
          .common();

  /** User of basic authentication. */
  public static final Setting<Optional<String>> USER =
      Setting.text("sluice.auth.user")
          .doc("The user; the password is the secret " + Secrets.PASSWORD + ".")
          .common();

  /** Certificate authorities, as a file. */
  public static final Setting<Optional<String>> CA_FILE =
      Setting.text("sluice.tls.ca-file")
          .doc(
              "A file of PEM certificates to trust instead of the system's authorities; read where"
                  + " the job is submitted.")
          .common();

  /** Certificate authorities, by value. */
  public static final Setting<Optional<String>> CA =
      Setting.text("sluice.tls.ca")
          .doc(
              "PEM certificates to trust, by value. A job sets it from the file or the truststore"
                  + " when it is submitted, so that tasks need neither.");

  /** Fingerprint of a certificate. */
  public static final Setting<Optional<String>> FINGERPRINT =
      Setting.text("sluice.tls.fingerprint")
          .doc(
              "SHA-256, in hex, of the authority's or the server's own certificate. With the"
                  + " server's own the host name is not checked: that certificate and no other is"
                  + " trusted, wherever it is met.")
          .common();

  /** Certificate authorities, as a key store. */
  public static final Setting<Optional<String>> TRUSTSTORE =
      Setting.text("sluice.tls.truststore")
          .doc(
              "A JKS or PKCS12 file of certificates to trust; its password, if any, is the secret "
                  + Secrets.TRUSTSTORE_PASSWORD
                  + ".");

  /** Our own certificate. */
  public static final Setting<Optional<String>> KEYSTORE =
      Setting.text("sluice.tls.keystore")
          .doc(
              "A JKS or PKCS12 file with a certificate and its key, to show to a server that asks"
                  + " for one; its password is the secret "
                  + Secrets.KEYSTORE_PASSWORD
                  + ". It is read where the job is submitted, and travels as the secret "
                  + Secrets.IDENTITY
                  + ".");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              NODES,
              DISCOVERY,
              ROLE,
              CONNECT_TIMEOUT,
              TIMEOUT,
              HEADERS,
              PROXY,
              PROXY_USER,
              USER,
              CA_FILE,
              CA,
              FINGERPRINT,
              TRUSTSTORE,
              KEYSTORE));

  private ConnectionSettings() {}
}
