package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The keys of TLS trust and credentials. */
final class EsTrustKeys {

  private static final String OUR_KEYSTORE = "sluice.tls.keystore";
  private static final String OUR_KEYSTORE_PASSWORD = "sluice.tls.keystore.password";
  private static final String OUR_TRUSTSTORE = "sluice.tls.truststore";
  private static final String OUR_TRUSTSTORE_PASSWORD = "sluice.tls.truststore.password";
  private static final String OUR_USER = "sluice.auth.user";
  private static final String OUR_PASSWORD = "sluice.auth.password";
  private static final String OUR_HEADERS = "sluice.http.secret-headers";

  /** Each of these keys sets the trust. */
  private static final List<String> OUR_TRUST =
      Collections.unmodifiableList(
          Arrays.asList(
              "sluice.tls.ca-file", "sluice.tls.ca", "sluice.tls.fingerprint", OUR_TRUSTSTORE));

  static final EsKey SSL =
      EsKey.kept(
              "es.net.ssl",
              "false",
              "Use https. Unlike elasticsearch-hadoop, Sluice checks the host name in the server"
                  + " certificate.")
          .to("sluice.nodes");
  static final EsKey PROTOCOL =
      EsKey.ours(
          "es.net.ssl.protocol",
          "TLS",
          "the newest protocol that both the JDK and the server support is used.");
  static final EsKey KEYSTORE =
      EsKey.kept(
              "es.net.ssl.keystore.location",
              "",
              "The key store with the client certificate: a file or file: URL, read at submission.")
          .to(OUR_KEYSTORE);
  static final EsKey KEYSTORE_TYPE =
      EsKey.ours("es.net.ssl.keystore.type", "JKS", "JKS or PKCS12 is detected automatically.");
  static final EsKey KEYSTORE_PASS =
      EsKey.kept("es.net.ssl.keystore.pass", "", "The password of the store.")
          .to(OUR_KEYSTORE_PASSWORD)
          .secret();
  static final EsKey TRUSTSTORE =
      EsKey.kept(
              "es.net.ssl.truststore.location",
              "",
              "The trust store: a file or file: URL, read at submission.")
          .to(OUR_TRUSTSTORE);
  static final EsKey TRUSTSTORE_PASS =
      EsKey.kept("es.net.ssl.truststore.pass", "", "The password of the store.")
          .to(OUR_TRUSTSTORE_PASSWORD)
          .secret();
  static final EsKey SELF_SIGNED =
      EsKey.kept(
          "es.net.ssl.cert.allow.self.signed",
          "false",
          "true is refused at submission: it would trust any self-signed certificate. Set the"
              + " certificate's"
              + " SHA-256 in sluice.tls.fingerprint (openssl s_client -connect HOST:PORT </dev/null"
              + " | openssl x509 -noout -fingerprint -sha256), or add the certificate to a"
              + " trust store.");
  static final EsKey USER =
      EsKey.kept("es.net.http.auth.user", "", "The user of basic authentication.").to(OUR_USER);
  static final EsKey PASS =
      EsKey.kept("es.net.http.auth.pass", "", "The password of the user.")
          .to(OUR_PASSWORD)
          .secret();
  static final EsKey HEADER =
      EsKey.kept(
              "es.net.http.header.*",
              "",
              "A header to send with every request, such as Authorization. It is removed from"
                  + " the job configuration. Accept and Content-Type cannot be set.")
          .to(OUR_HEADERS)
          .secret();
  static final EsKey SECRETS_FILE =
      EsKey.kept(
          "es.keystore.location",
          "",
          "A PKCS12 file with an empty password that contains passwords by the name of their"
              + " key. It is read at submission, so no other machine needs it.");
  static final EsKey AUTHENTICATION =
      EsKey.kept(
          "es.security.authentication",
          "",
          "simple, basic and pki follow from the user or key store that is set. kerberos is"
              + " refused:"
              + " set an API key in the secret sluice.auth.api-key.");
  static final EsKey USER_PROVIDER =
      EsKey.refused(
          "es.security.user.provider.class",
          "",
          "set a user, an API key or a token with sluice.auth.user and the secrets of"
              + " sluice.auth.");
  static final EsKey SPNEGO =
      EsKey.refused(
          "es.net.spnego.auth.*", "", "set an API key in the secret sluice.auth.api-key instead.");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              SSL,
              PROTOCOL,
              KEYSTORE,
              KEYSTORE_TYPE,
              KEYSTORE_PASS,
              TRUSTSTORE,
              TRUSTSTORE_PASS,
              SELF_SIGNED,
              USER,
              PASS,
              HEADER,
              SECRETS_FILE,
              AUTHENTICATION,
              USER_PROVIDER,
              SPNEGO));

  private EsTrustKeys() {}

  static boolean isEncrypted(EsDraft draft) {
    return draft.flag(SSL);
  }

  static void translate(EsDraft draft) {
    if (isEncrypted(draft)) {
      draft.note(
          SSL
              + ": host names are checked against server certificates, so es.nodes must contain"
              + " the host names in the certificates.");
    }
    trust(draft);
    moved(draft, KEYSTORE, OUR_KEYSTORE);
    moved(draft, USER, OUR_USER);
    hidden(draft, KEYSTORE_PASS, OUR_KEYSTORE_PASSWORD);
    hidden(draft, PASS, OUR_PASSWORD);
    headers(draft);
    if (draft.text(AUTHENTICATION).toLowerCase(Locale.ROOT).equals("kerberos")) {
      draft.refuse(
          AUTHENTICATION
              + " is kerberos, which is not supported: "
              + "set an API key in the secret sluice.auth.api-key instead");
    }
  }

  private static void trust(EsDraft draft) {
    boolean ours = OUR_TRUST.stream().anyMatch(draft::isOurs);
    if (!ours) {
      moved(draft, TRUSTSTORE, OUR_TRUSTSTORE);
      hidden(draft, TRUSTSTORE_PASS, OUR_TRUSTSTORE_PASSWORD);
    } else if (draft.find(TRUSTSTORE).isPresent()) {
      draft.note(TRUSTSTORE + " is ignored because sluice.tls. keys are also set");
    }
    if (!draft.flag(SELF_SIGNED) || !EsNodeKeys.isEncrypted(draft)) {
      return;
    }
    if (ours || draft.find(TRUSTSTORE).isPresent()) {
      draft.warn(SELF_SIGNED + " has no effect: only the certificates given are trusted.");
    } else {
      draft.refuse(SELF_SIGNED + " is true, which is not supported. " + SELF_SIGNED.doc());
    }
  }

  private static void moved(EsDraft draft, EsKey from, String to) {
    draft.find(from).ifPresent(text -> draft.set(from, to, text));
  }

  private static void hidden(EsDraft draft, EsKey from, String to) {
    draft.find(from).ifPresent(text -> draft.secret(from, to, text));
  }

  private static void headers(EsDraft draft) {
    StringJoiner lines = new StringJoiner("\n").setEmptyValue("");
    for (Map.Entry<String, String> header : draft.under(HEADER).entrySet()) {
      if (Stream.of("accept", "content-type").anyMatch(header.getKey()::equalsIgnoreCase)) {
        draft.warn(
            HEADER.beginning()
                + header.getKey()
                + " has no effect: Sluice sets it for each"
                + " request.");
      } else {
        lines.add(header.getKey() + ": " + header.getValue());
      }
    }
    if (lines.length() > 0) {
      draft.secret(HEADER, OUR_HEADERS, lines.toString());
    }
  }
}
