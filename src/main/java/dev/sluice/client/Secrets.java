package dev.sluice.client;

import dev.sluice.config.Secret;
import java.util.Optional;

/** Where passwords, keys and tokens come from; never the configuration. */
@FunctionalInterface
public interface Secrets {

  /** The name of the password that goes with {@link ConnectionSettings#USER}. */
  String PASSWORD = "sluice.auth.password";

  /** The name of the API key, encoded or as {@code id:key}. */
  String API_KEY = "sluice.auth.api-key";

  /** The name of the bearer token. */
  String BEARER = "sluice.auth.bearer";

  /** The name of the password of {@link ConnectionSettings#TRUSTSTORE}. */
  String TRUSTSTORE_PASSWORD = "sluice.tls.truststore.password";

  /** Finds a secret by one of the names above. */
  Optional<Secret> find(String name);

  /** No secrets at all. */
  static Secrets none() {
    return name -> Optional.empty();
  }
}
