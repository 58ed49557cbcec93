package dev.sluice.client.http;

import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** The credentials of a connection, as an Authorization header if any. Immutable; never printed. */
public final class Credentials {

  private static final Credentials NOBODY =
      new Credentials(null, "anonymous (no credentials given)");

  /** The header is one of {@link ExtraHeaders}. */
  private static final Credentials BY_HEADER = new Credentials(null, "the Authorization header");

  private final Secret authorization;
  private final String whom;

  private Credentials(Secret authorization, String whom) {
    this.authorization = authorization;
    this.whom = whom;
  }

  /**
   * Reads the credentials; a combination of kinds or an incomplete pair is reported as a problem.
   */
  static Credentials read(Settings settings, Secrets secrets, ExtraHeaders headers) {
    Optional<String> user = settings.get(ConnectionSettings.USER);
    Optional<Secret> password = secrets.find(Secrets.PASSWORD);
    Optional<Secret> apiKey = secrets.find(Secrets.API_KEY);
    Optional<Secret> bearer = secrets.find(Secrets.BEARER);
    List<String> given = new ArrayList<>();
    user.ifPresent(name -> given.add(ConnectionSettings.USER.key()));
    apiKey.ifPresent(key -> given.add(Secrets.API_KEY));
    bearer.ifPresent(token -> given.add(Secrets.BEARER));
    if (headers.hasAuthorization()) {
      given.add("the header Authorization of " + Secrets.HEADERS);
    }
    if (given.size() > 1) {
      settings.problem(String.join(" and ", given) + " are both set: keep one and remove the rest");
    } else if (user.isPresent() != password.isPresent()) {
      settings.problem(
          user.isPresent()
              ? ConnectionSettings.USER
                  + " is set but the secret "
                  + Secrets.PASSWORD
                  + " is not: set both"
              : "the secret "
                  + Secrets.PASSWORD
                  + " is set but "
                  + ConnectionSettings.USER
                  + " is not: set both");
    } else if (user.isPresent()) {
      return basic(user.get(), password.get());
    }
    if (headers.hasAuthorization()) {
      return BY_HEADER;
    }
    return apiKey
        .map(Credentials::apiKey)
        .orElseGet(() -> bearer.map(Credentials::bearer).orElse(NOBODY));
  }

  private static Credentials basic(String user, Secret password) {
    return new Credentials(Secret.of("Basic " + basic64(user, password)), "user " + user);
  }

  /** User and password encoded for basic authentication. */
  static String basic64(String user, Secret password) {
    return base64(user + ":" + password.reveal());
  }

  private static Credentials apiKey(Secret key) {
    String text = key.reveal().trim();
    return new Credentials(
        Secret.of("ApiKey " + (text.contains(":") ? base64(text) : text)), "the API key");
  }

  private static Credentials bearer(Secret token) {
    return new Credentials(Secret.of("Bearer " + token.reveal().trim()), "the bearer token");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isGiven() {
    return this != NOBODY;
  }

  /** The header sent with every request. */
  Optional<Header> header() {
    return Optional.ofNullable(authorization)
        .map(secret -> new BasicHeader("Authorization", secret.reveal(), true));
  }

  /** The user or kind of credentials, for messages. */
  @Override
  public String toString() {
    return whom;
  }
}
