package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of proxies: one set for each scheme, of which that of the nodes holds. */
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
          EsKey.kept(prefix + "host", "", "The HTTP proxy to go through to " + name + " nodes.")
              .to(OUR_PROXY);
      port = EsKey.kept(prefix + "port", "80", "The port of that proxy.").to(OUR_PROXY);
      user = EsKey.kept(prefix + "user", "", "The user at that proxy.").to(OUR_USER);
      pass = EsKey.kept(prefix + "pass", "", "That user's password.").to(OUR_PASSWORD).secret();
      system =
          EsKey.kept(
                  prefix + "use.system.props",
                  "yes",
                  "Whether the proxy that the JVM's own properties name is used, where no other is"
                      + " given.")
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
          "nodes would be talked to past the proxy; give the JVMs socksProxyHost, or an HTTP proxy"
              + " in sluice.http.proxy.");
  static final EsKey SOCKS_PASS =
      EsKey.ignored("es.net.proxy.socks.pass", "", "there is no SOCKS proxy.").secret();
  static final EsKey SOCKS =
      EsKey.ignored(
          "es.net.proxy.socks.*", "", "the JVM's own socksProxyHost holds, and no other.");

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
