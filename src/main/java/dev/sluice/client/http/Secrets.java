package dev.sluice.client.http;

import dev.sluice.config.Secret;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Provides passwords, keys and tokens; never from the configuration. */
@FunctionalInterface
public interface Secrets {

  /** The name of the password of {@link ConnectionSettings#USER}. */
  String PASSWORD = "sluice.auth.password";

  /** The name of the API key, encoded or as {@code id:key}. */
  String API_KEY = "sluice.auth.api-key";

  /** The name of the bearer token. */
  String BEARER = "sluice.auth.bearer";

  /** The name of the password of {@link ConnectionSettings#TRUSTSTORE}. */
  String TRUSTSTORE_PASSWORD = "sluice.tls.truststore.password";

  /** The name of the password of {@link ConnectionSettings#KEYSTORE}. */
  String KEYSTORE_PASSWORD = "sluice.tls.keystore.password";

  /** The name of the client certificate and its key, as PEM: the content of the key store. */
  String IDENTITY = "sluice.tls.identity";

  /** The name of secret headers, such as Authorization: one {@code Name: value} per line. */
  String HEADERS = "sluice.http.secret-headers";

  /** The name of the password of {@link ConnectionSettings#PROXY_USER}. */
  String PROXY_PASSWORD = "sluice.http.proxy.password";

  /** All names. */
  List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList(
              PASSWORD,
              API_KEY,
              BEARER,
              TRUSTSTORE_PASSWORD,
              KEYSTORE_PASSWORD,
              IDENTITY,
              HEADERS,
              PROXY_PASSWORD));

  /**
   * The counterpart of a secret or connection key for reading, such as {@code
   * sluice.read.auth.password} for {@code sluice.auth.password}.
   */
  static String twin(String name) {
    return "sluice.read." + name.substring("sluice.".length());
  }

  /** Finds a secret by one of the names above. */
  Optional<Secret> find(String name);

  /** No secrets. */
  static Secrets none() {
    return name -> Optional.empty();
  }
}
