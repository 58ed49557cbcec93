package dev.sluice.client.http;

import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** The additional headers of a connection, plain and secret ones. Immutable; never printed. */
final class ExtraHeaders {

  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*:\\s*([\\t\\x20-\\x7e\\x80-\\xff]*)");

  /** Headers that each request or the connection sets. */
  private static final List<String> OURS =
      Collections.unmodifiableList(
          Arrays.asList(
              "accept",
              "accept-encoding",
              "connection",
              "content-encoding",
              "content-length",
              "content-type",
              "expect",
              "host",
              "proxy-authorization",
              "te",
              "transfer-encoding",
              "upgrade"));

  private static final String AUTHORIZATION = "authorization";

  private final List<Header> headers = new ArrayList<>();
  private boolean secret;

  private ExtraHeaders() {}

  /** Reads both kinds and reports problems to the settings, without the text of a secret. */
  static ExtraHeaders read(Settings settings, Secrets secrets) {
    ExtraHeaders all = new ExtraHeaders();
    settings
        .get(ConnectionSettings.HEADERS)
        .ifPresent(
            lines -> all.add(lines, false, ConnectionSettings.HEADERS.key(), settings::problem));
    Optional<Secret> given = secrets.find(Secrets.HEADERS);
    given.ifPresent(
        lines -> all.add(lines.reveal(), true, "the secret " + Secrets.HEADERS, settings::problem));
    return all;
  }

  private void add(String lines, boolean secrets, String where, Consumer<String> problems) {
    secret = secret || secrets;
    int number = 0;
    for (String line : lines.trim().split("\\s*\\R\\s*")) {
      number++;
      Matcher form = LINE.matcher(line);
      if (!form.matches()) {
        problems.accept(
            where
                + ": line "
                + number
                + " is not a header; write NAME: VALUE, such as X-Tenant: blue");
      } else {
        add(form.group(1), form.group(2).trim(), secrets, where, problems);
      }
    }
  }

  private void add(
      String name, String value, boolean secrets, String where, Consumer<String> problems) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(plain)) {
      problems.accept(where + " sets " + name + ", which Sluice sets for each request: remove it");
    } else if (plain.equals(AUTHORIZATION) && !secrets) {
      problems.accept(
          where
              + " sets "
              + name
              + " in the job configuration, which other users can read: move it to the secret "
              + Secrets.HEADERS);
    } else {
      headers.add(new BasicHeader(name, value, secrets));
    }
  }

  /** All headers, in the order given. */
  List<Header> all() {
    return Collections.unmodifiableList(headers);
  }

  /** Whether one of them is an Authorization header. */
  boolean hasAuthorization() {
    return has(AUTHORIZATION);
  }

  /** Whether one of them has a name, in upper or lower case. */
  boolean has(String name) {
    return headers.stream().anyMatch(header -> header.getName().equalsIgnoreCase(name));
  }

  /** Whether some of them are secret. */
  boolean isSecret() {
    return secret;
  }
}
