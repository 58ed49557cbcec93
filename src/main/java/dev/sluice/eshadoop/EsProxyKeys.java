package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proxy keys: one set for each URL scheme; the scheme of the nodes selects one. */
final class EsProxyKeys {

  private static final String OUR_PROXY = "sluice.http.proxy";
  private static final String OUR_USER = "sluice.http.proxy.user";
  private static final String OUR_PASSWORD = "sluice.http.proxy.password";

  /** The keys of one scheme. */
  private static final class Scheme {

    final EsKey host;
    final EsKey port;
    final EsKey user;
    final EsKey pass;
    final EsKey system;

    Scheme(String name) {
      String prefix = "es.net.proxy." + name + ".";
      host =
          EsKey.kept(prefix + "host", "", "The HTTP proxy for connections to " + name + " nodes.")
              .to(OUR_PROXY);
      port = EsKey.kept(prefix + "port", "80", "The port of that proxy.").to(OUR_PROXY);
      user = EsKey.kept(prefix + "user", "", "The user for the proxy.").to(OUR_USER);
      pass =
          EsKey.kept(prefix + "pass", "", "The password for the proxy.").to(OUR_PASSWORD).secret();
      system =
          EsKey.kept(
                  prefix + "use.system.props",
                  "yes",
                  "Use the proxy set in the JVM's system properties when no other proxy is"
                      + " set.")
              .to(OUR_PROXY);
    }

    Stream<EsKey> keys() {
      return Stream.of(host, port, user, pass, system);
    }

    void translate(EsDraft draft) {
      Optional<String> name = draft.find(host);
      if (name.isPresent()) {
        draft.set(host, OUR_PROXY, name.get() + ":" + draft.text(port));
        draft.find(user).ifPresent(text -> draft.set(user, OUR_USER, text));
        draft.find(pass).ifPresent(text -> draft.secret(pass, OUR_PASSWORD, text));
      } else if (draft.flag(system)) {
        draft.set(system, OUR_PROXY, "system");
      }
    }
  }

  private static final Scheme HTTP = new Scheme("http");
  private static final Scheme HTTPS = new Scheme("https");

  static final EsKey SOCKS_HOST =
      EsKey.refused(
          "es.net.proxy.socks.host",
          "",
          "connections would bypass the proxy. Set socksProxyHost in the JVMs, or an HTTP proxy"
              + " in sluice.http.proxy.");
  static final EsKey SOCKS_PASS =
      EsKey.ignored("es.net.proxy.socks.pass", "", "SOCKS proxies are not supported.").secret();
  static final EsKey SOCKS =
      EsKey.ignored("es.net.proxy.socks.*", "", "only the JVM's socksProxyHost is used.");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Stream.of(
                  HTTP.keys(), HTTPS.keys(), Arrays.asList(SOCKS_HOST, SOCKS_PASS, SOCKS).stream())
              .flatMap(keys -> keys)
              .collect(Collectors.toList()));

  private EsProxyKeys() {}

  static void translate(EsDraft draft) {
    (EsNodeKeys.isEncrypted(draft) ? HTTPS : HTTP).translate(draft);
  }
}
