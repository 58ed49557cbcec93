package dev.sluice.client.http;

import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The configuration keys of the connection. Secrets are not keys; {@link Secrets} lists their
 * names.
 */
public final class ConnectionSettings {

  /** Nodes of the cluster. */
  public static final Setting<List<String>> NODES =
      Setting.list("sluice.nodes", "http://localhost:9200")
          .doc(
              "URLs of one or more Elasticsearch nodes, or of a proxy in front of them,"
                  + " comma-separated. A path in a URL becomes the prefix of every request"
                  + " path.")
          .common();

  /** Node discovery. */
  public static final Setting<Boolean> DISCOVERY =
      Setting.flag("sluice.nodes.discovery", true)
          .doc(
              "Asks the cluster for its nodes and sends requests to all that can be"
                  + " reached. Set it to false behind a proxy or load balancer: only the given"
                  + " URLs are used.")
          .common();

  /** Role of the nodes to use. */
  public static final Setting<NodeRole> ROLE =
      Setting.choice("sluice.nodes.role", NodeRole.class, NodeRole.DATA)
          .doc(
              "Role of the discovered nodes that receive requests: data, ingest,"
                  + " coordinating or any. With ingest or coordinating, shard-aware routing is"
                  + " off.");

  /** Additional headers. */
  public static final Setting<Optional<String>> HEADERS =
      Setting.text("sluice.http.headers")
          .doc(
              "HTTP headers to send with every request, one per line, such as X-Tenant:"
                  + " blue. Authentication headers, such as Authorization, belong in the"
                  + " secret "
                  + Secrets.HEADERS
                  + ", which has the same format.");

  /** HTTP proxy. */
  public static final Setting<Optional<String>> PROXY =
      Setting.text("sluice.http.proxy")
          .doc(
              "HTTP proxy for all requests: host:port, or system for the JVM's proxy"
                  + " properties (http.proxyHost and others). By default requests go directly"
                  + " to the nodes.");

  /** User for the proxy. */
  public static final Setting<Optional<String>> PROXY_USER =
      Setting.text("sluice.http.proxy.user")
          .doc(
              "User name for the HTTP proxy. The password is the secret "
                  + Secrets.PROXY_PASSWORD
                  + ".");

  /** Connect timeout. */
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration("sluice.http.connect-timeout", "10s", "10ms", "5m")
          .doc("Connect timeout. It applies separately to the TLS handshake.");

  /** Request timeout. */
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("sluice.http.timeout", "1m", "10ms", "1h")
          .doc("Request timeout, from connecting to the last byte of the response.")
          .common();

  /** User for basic authentication. */
  public static final Setting<Optional<String>> USER =
      Setting.text("sluice.auth.user")
          .doc(
              "User name for basic authentication. The password is the secret "
                  + Secrets.PASSWORD
                  + ".")
          .common();

  /** Certificate authorities, as a file. */
  public static final Setting<Optional<String>> CA_FILE =
      Setting.text("sluice.tls.ca-file")
          .doc(
              "PEM file of CA certificates to trust instead of the system's. It is read"
                  + " on the machine that submits the job.")
          .common();

  /** Certificate authorities, by value. */
  public static final Setting<Optional<String>> CA =
      Setting.text("sluice.tls.ca")
          .doc(
              "CA certificates to trust, as PEM text. A job sets it at submission from"
                  + " the CA file or truststore, so that tasks do not need those files.");

  /** Certificate fingerprint. */
  public static final Setting<Optional<String>> FINGERPRINT =
      Setting.text("sluice.tls.fingerprint")
          .doc(
              "SHA-256 fingerprint, in hex, of a CA certificate or of the server's own"
                  + " certificate. The fingerprint of a server certificate turns host name"
                  + " verification off: only that certificate is trusted, on any host.")
          .common();

  /** Certificate authorities, as a trust store. */
  public static final Setting<Optional<String>> TRUSTSTORE =
      Setting.text("sluice.tls.truststore")
          .doc(
              "JKS or PKCS12 file of certificates to trust. Its password, if any, is the"
                  + " secret "
                  + Secrets.TRUSTSTORE_PASSWORD
                  + ".");

  /** Client certificate. */
  public static final Setting<Optional<String>> KEYSTORE =
      Setting.text("sluice.tls.keystore")
          .doc(
              "JKS or PKCS12 file with the client certificate and its private key, for"
                  + " servers that require mutual TLS. Its password is the secret "
                  + Secrets.KEYSTORE_PASSWORD
                  + ". It is read on the machine that submits the job; tasks receive it as the"
                  + " secret "
                  + Secrets.IDENTITY
                  + ".");

  /** All keys of this class. */
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
