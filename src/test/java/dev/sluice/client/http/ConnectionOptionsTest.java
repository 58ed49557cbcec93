package dev.sluice.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionOptionsTest {

  private static final String HEX = "0f".repeat(32);

  private static ConnectionOptions read(Map<String, String> keys, Map<String, String> secrets) {
    Settings settings = Settings.from(keys::get);
    ConnectionOptions options =
        ConnectionOptions.read(
            settings,
            name -> Optional.ofNullable(secrets.get(name)).map(Secret::of),
            Caller.ANYBODY);
    settings.check();
    return options;
  }

  private static List<String> problems(Map<String, String> keys, Map<String, String> secrets) {
    try {
      read(keys, secrets);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  private static List<String> problems(String... keys) {
    return problems(
        keys.length == 2 ? Map.of(keys[0], keys[1]) : Map.of(keys[0], keys[1], keys[2], keys[3]),
        Map.of());
  }

  @Test
  void nothing_given_is_the_local_node_without_credentials() {
    ConnectionOptions options = read(Map.of(), Map.of());

    assertThat(options.nodes()).hasToString("[http://localhost:9200]");
    assertThat(options.credentials().header()).isEmpty();
    assertThat(options.certificates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "es-1, http://es-1:9200",
    "es-1:9201, http://es-1:9201",
    "http://es_1:9200, http://es_1:9200",
    "http://es-1, http://es-1:80",
    "HTTPS://es-1, https://es-1:443",
    "https://es-1:9243/a/b/, https://es-1:9243/a/b",
    "http://[::1]:9200, http://[::1]:9200"
  })
  void a_node_is_a_url(String given, String meant) {
    assertThat(read(Map.of("sluice.nodes", given), Map.of()).nodes())
        .hasToString("[" + meant + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://es-1, must start with",
    "http://, is not a URL",
    "http://a b, is not a URL",
    "http://es~1:9200, has no host",
    "http://es-1/?x=y, must not have a query",
    "http://es-1:99999, has the invalid port 99999"
  })
  void a_bad_url_is_named(String given, String why) {
    assertThat(problems("sluice.nodes", "http://good:9200," + given))
        .singleElement()
        .asString()
        .contains("\"" + given + "\"")
        .contains(why);
  }

  @Test
  void a_password_in_a_url_is_refused_and_not_shown() {
    assertThat(problems("sluice.nodes", "https://me:topsecret@es-1:9200"))
        .singleElement()
        .asString()
        .contains("es-1:9200")
        .contains("sluice.auth.user")
        .doesNotContain("topsecret");
  }

  @Test
  void no_node_at_all_is_a_problem() {
    assertThat(problems("sluice.nodes", " , "))
        .singleElement()
        .asString()
        .contains("must name at least one node");
  }

  @Test
  void a_user_needs_a_password_and_a_password_a_user() {
    assertThat(problems("sluice.auth.user", "me"))
        .containsExactly(
            "sluice.auth.user is set but the secret sluice.auth.password is not: set both");
    assertThat(problems(Map.of(), Map.of("sluice.auth.password", "x")))
        .containsExactly(
            "the secret sluice.auth.password is set but sluice.auth.user is not: set both");
  }

  @Test
  void two_kinds_of_credentials_are_a_problem() {
    assertThat(
            problems(
                Map.of("sluice.auth.user", "me"),
                Map.of("sluice.auth.password", "x", "sluice.auth.api-key", "y")))
        .containsExactly(
            "sluice.auth.user and sluice.auth.api-key are both set: keep one and remove the rest");
  }

  @Test
  void two_kinds_of_trust_are_a_problem() {
    assertThat(problems("sluice.tls.fingerprint", HEX, "sluice.tls.ca-file", "/x"))
        .anySatisfy(problem -> assertThat(problem).contains("are both set"));
  }

  @Test
  void a_certificate_file_that_cannot_be_read_is_named(@TempDir Path directory) throws Exception {
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "nothing");

    assertThat(problems("sluice.tls.ca-file", directory + "/none.pem"))
        .singleElement()
        .asString()
        .contains("none.pem\", which cannot be read");
    assertThat(problems("sluice.tls.ca-file", garbage.toString()))
        .singleElement()
        .asString()
        .contains("garbage.pem\", which contains no PEM certificates");
    assertThat(problems("sluice.tls.truststore", garbage.toString()))
        .singleElement()
        .asString()
        .contains("garbage.pem\", which cannot be read");
    assertThat(problems("sluice.tls.fingerprint", "12:34"))
        .singleElement()
        .asString()
        .contains("64 hexadecimal digits");
  }

  @Test
  void certificates_travel_by_value() throws Exception {
    TestCertificates made = TestCertificates.shared();
    String fromFile =
        read(Map.of("sluice.tls.ca-file", made.caFile().toString()), Map.of())
            .certificates()
            .orElseThrow();
    String fromStore =
        read(
                Map.of("sluice.tls.truststore", made.truststore().toString()),
                Map.of("sluice.tls.truststore.password", made.password()))
            .certificates()
            .orElseThrow();

    String carried = read(Map.of("sluice.tls.ca", fromFile), Map.of()).certificates().orElseThrow();

    assertThat(fromStore).isEqualTo(fromFile);
    assertThat(carried).isEqualTo(fromFile);
    assertThat(fromFile).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----\n");
  }

  @Test
  void what_it_says_of_itself_holds_no_secret() {
    ConnectionOptions options =
        read(Map.of("sluice.auth.user", "me"), Map.of("sluice.auth.password", "topsecret"));

    assertThat(options.toString()).contains("me").doesNotContain("topsecret");
    assertThat(options.credentials().toString()).isEqualTo("user me");
    assertThatThrownBy(() -> Fingerprint.parse("topsecret")).hasMessageContaining("SHA-256");
  }
}
