package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The keys that say whom to trust, and who we are. */
final class EsTrustKeys {

  private static final String OUR_KEYSTORE = "sluice.tls.keystore";
  private static final String OUR_KEYSTORE_PASSWORD = "sluice.tls.keystore.password";
  private static final String OUR_TRUSTSTORE = "sluice.tls.truststore";
  private static final String OUR_TRUSTSTORE_PASSWORD = "sluice.tls.truststore.password";
  private static final String OUR_USER = "sluice.auth.user";
  private static final String OUR_PASSWORD = "sluice.auth.password";
  private static final String OUR_HEADERS = "sluice.http.secret-headers";

  /** Any of which says whom to trust. */
  private static final List<String> OUR_TRUST =
      Collections.unmodifiableList(
          Arrays.asList(
              "sluice.tls.ca-file", "sluice.tls.ca", "sluice.tls.fingerprint", OUR_TRUSTSTORE));

  static final EsKey SSL =
      EsKey.kept(
              "es.net.ssl",
              "false",
              "Whether to talk https. The host name in a server's certificate is checked, as"
                  + " elasticsearch-hadoop does not.")
          .to("sluice.nodes");
  static final EsKey PROTOCOL =
      EsKey.ours(
          "es.net.ssl.protocol",
          "TLS",
          "the newest that both the JDK and the server speak is used.");
  static final EsKey KEYSTORE =
      EsKey.kept(
              "es.net.ssl.keystore.location",
              "",
              "A file, or file: URL, with our own certificate; read where the job is submitted.")
          .to(OUR_KEYSTORE);
  static final EsKey KEYSTORE_TYPE =
      EsKey.ours("es.net.ssl.keystore.type", "JKS", "whether it is JKS or PKCS12 is recognised.");
  static final EsKey KEYSTORE_PASS =
      EsKey.kept("es.net.ssl.keystore.pass", "", "The password of that file.")
          .to(OUR_KEYSTORE_PASSWORD)
          .secret();
  static final EsKey TRUSTSTORE =
      EsKey.kept(
              "es.net.ssl.truststore.location",
              "",
              "A file, or file: URL, of certificates to trust; read where the job is submitted.")
          .to(OUR_TRUSTSTORE);
  static final EsKey TRUSTSTORE_PASS =
      EsKey.kept("es.net.ssl.truststore.pass", "", "The password of that file.")
          .to(OUR_TRUSTSTORE_PASSWORD)
          .secret();
  static final EsKey SELF_SIGNED =
      EsKey.kept(
          "es.net.ssl.cert.allow.self.signed",
          "false",
          "True ends the submit: it trusts anybody who signs for himself. Give the certificate's"
              + " SHA-256 in sluice.tls.fingerprint (openssl s_client -connect HOST:PORT </dev/null"
              + " | openssl x509 -noout -fingerprint -sha256), or put the certificate into a"
              + " truststore.");
  static final EsKey USER =
      EsKey.kept("es.net.http.auth.user", "", "The user of basic authentication.").to(OUR_USER);
  static final EsKey PASS =
      EsKey.kept("es.net.http.auth.pass", "", "The password of that user.")
          .to(OUR_PASSWORD)
          .secret();
  static final EsKey HEADER =
      EsKey.kept(
              "es.net.http.header.*",
              "",
              "A header to send with every request, such as Authorization; none of them stays in"
                  + " the job's configuration. Accept and Content-Type are not the user's to set.")
          .to(OUR_HEADERS)
          .secret();
  static final EsKey SECRETS_FILE =
      EsKey.kept(
          "es.keystore.location",
          "",
          "A PKCS12 file with an empty password, whose entries are passwords by the name of their"
              + " key; read where the job is submitted, so that no other machine needs it.");
  static final EsKey AUTHENTICATION =
      EsKey.kept(
          "es.security.authentication",
          "",
          "simple, basic and pki follow from the user or key store given. kerberos ends the submit:"
              + " give an API key as the secret sluice.auth.api-key.");
  static final EsKey USER_PROVIDER =
      EsKey.refused(
          "es.security.user.provider.class",
          "",
          "give a user, an API key or a token as sluice.auth.user and the secrets of sluice.auth.");
  static final EsKey SPNEGO =
      EsKey.refused(
          "es.net.spnego.auth.*", "", "give an API key as the secret sluice.auth.api-key instead.");

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
              + ": the host name in a server's certificate is checked, so that es.nodes must name"
              + " nodes as their certificates do.");
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
              + " is kerberos, which Sluice does not do: "
              + "give an API key as the secret sluice.auth.api-key instead");
    }
  }

  private static void trust(EsDraft draft) {
    boolean ours = OUR_TRUST.stream().anyMatch(draft::isOurs);
    if (!ours) {
      moved(draft, TRUSTSTORE, OUR_TRUSTSTORE);
      hidden(draft, TRUSTSTORE_PASS, OUR_TRUSTSTORE_PASSWORD);
    } else if (draft.find(TRUSTSTORE).isPresent()) {
      draft.note(TRUSTSTORE + " gives way to the keys of sluice.tls., which are set as well");
    }
    if (!draft.flag(SELF_SIGNED) || !EsNodeKeys.isEncrypted(draft)) {
      return;
    }
    if (ours || draft.find(TRUSTSTORE).isPresent()) {
      draft.warn(
          SELF_SIGNED + " has no effect: what is trusted is what was given, and nothing else.");
    } else {
      draft.refuse(SELF_SIGNED + " is true, which Sluice does not do. " + SELF_SIGNED.doc());
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
            HEADER.beginning() + header.getKey() + " has no effect: each request says it itself.");
      } else {
        lines.add(header.getKey() + ": " + header.getValue());
      }
    }
    if (lines.length() > 0) {
      draft.secret(HEADER, OUR_HEADERS, lines.toString());
    }
  }
}
