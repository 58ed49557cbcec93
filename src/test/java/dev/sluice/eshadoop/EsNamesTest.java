package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys of opensearch-hadoop. */
class EsNamesTest {

  private static EsTranslation ofWriting(Map<String, String> keys) {
    return EsTranslation.ofWriting(keys, key -> null);
  }

  /** Every key that there is, each with its default or another text. */
  private static Map<String, String> all(String prefix) {
    Map<String, String> keys = new HashMap<>();
    for (EsKey key : EsKeys.ALL) {
      String name = key.name().replace("*", "extra").replaceFirst("^es[.]", prefix);
      keys.put(name, key.fallback().isEmpty() ? "text" : key.fallback());
    }
    return keys;
  }

  @Test
  void every_key_means_what_it_means_in_elasticsearch_hadoop() {
    EsTranslation written = ofWriting(all("opensearch."));
    EsTranslation expected = ofWriting(all("es."));

    assertThat(written.settings()).hasSizeGreaterThan(20).isEqualTo(expected.settings());
    assertThat(written.secrets()).isNotEmpty().isEqualTo(expected.secrets());
    assertThat(written.problems()).hasSameSizeAs(expected.problems());
    assertThat(written.warnings()).hasSameSizeAs(expected.warnings());
    EsTranslation read = EsTranslation.ofReading(all("opensearch."), key -> null);
    assertThat(read.settings())
        .hasSizeGreaterThan(15)
        .isEqualTo(EsTranslation.ofReading(all("es."), key -> null).settings());
  }

  @Test
  void messages_name_the_keys_as_the_job_does() {
    EsTranslation translation =
        ofWriting(
            Map.of(
                "opensearch.nodes", "es.example.com",
                "opensearch.resource", "pages",
                "opensearch.resuorce", "pages",
                "opensearch.http.retries", "7",
                "opensearch.write.operation", "update",
                "opensearch.update.script.file", "a"));

    assertThat(translation.settings()).containsEntry("sluice.nodes", "http://es.example.com:9200");
    assertThat(translation.warnings())
        .containsExactly(
            "opensearch.resuorce is not a key of opensearch-hadoop and has no effect; did you mean"
                + " opensearch.resource?");
    assertThat(translation.notes()).anyMatch(note -> note.startsWith("opensearch.http.retries: "));
    assertThat(translation.problems())
        .contains(
            "opensearch.update.script.file is not supported: Elasticsearch does not run scripts from"
                + " files since version 6. Store the script and set opensearch.update.script.stored.")
        .anyMatch(problem -> problem.contains("opensearch.mapping.id"))
        .noneMatch(problem -> problem.matches(".*\\bes[.].*"));
  }

  @Test
  void a_key_under_both_names_must_have_one_value() {
    assertThat(
            ofWriting(
                    Map.of(
                        "es.nodes", "a",
                        "opensearch.nodes", "b",
                        "es.net.http.auth.pass", "s3cret",
                        "opensearch.net.http.auth.pass", "other"))
                .problems())
        .containsExactly(
            "es.net.http.auth.pass and opensearch.net.http.auth.pass are the same key with"
                + " different values: remove one",
            "es.nodes and opensearch.nodes are the same key with different values: remove one");
    assertThat(ofWriting(Map.of("es.nodes", "a", "opensearch.nodes", " a ")).problems()).isEmpty();
    assertThat(ofWriting(Map.of("es.nodes", " ", "opensearch.nodes", "b")).settings())
        .containsEntry("sluice.nodes", "http://b:9200");
  }

  @Test
  void keys_of_both_can_be_mixed() {
    EsTranslation translation =
        ofWriting(Map.of("es.nodes", "a", "opensearch.port", "9201", "es.resource", "pages"));

    assertThat(translation.settings())
        .containsEntry("sluice.nodes", "http://a:9201")
        .containsEntry("sluice.index", "pages");
  }

  @Test
  void headers_are_secret_under_either_name() {
    EsTranslation translation =
        ofWriting(Map.of("opensearch.net.http.header.Authorization", "Bearer t"));

    assertThat(translation.secrets()).containsOnlyKeys("sluice.http.secret-headers");
    assertThat(EsKeys.isSecret("opensearch.net.http.header.Authorization")).isTrue();
    assertThat(EsKeys.isSecret("opensearch.net.http.auth.user")).isFalse();
  }

  @Test
  void requests_signed_for_AWS_are_refused_and_may_be_switched_off() {
    assertThat(
            ofWriting(
                    Map.of(
                        "opensearch.aws.sigv4.enabled", "true",
                        "opensearch.aws.sigv4.region", "eu-west-1"))
                .problems())
        .containsExactly(
            "opensearch.aws.sigv4.enabled is true, but Sluice does not sign requests for AWS: allow"
                + " the job's user with basic authentication, or send the requests through a proxy"
                + " that signs them");
    assertThat(ofWriting(Map.of("opensearch.aws.sigv4.enabled", "false")).problems()).isEmpty();
  }

  @Test
  void other_keys_are_none_of_either() {
    assertThat(List.of("es.nodes", "opensearch.nodes")).allMatch(EsKeys::isKey);
    assertThat(List.of("elasticsearch.nodes", "opensearchx.nodes", "test.es.nodes"))
        .noneMatch(EsKeys::isKey);
  }
}
