package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedIdsTest {

  @TempDir Path job;

  private final Configuration conf = new Configuration(false);

  private void use(Map<String, String> settings) throws IOException {
    JobFacts facts = JobFacts.begun("job_1_2", "load", "me", "pages", 1, settings, Map.of());
    Files.write(job.resolve("job.json"), facts.toJson());
    LoadedIds.use(new org.apache.hadoop.fs.Path(job.toUri()), conf);
  }

  @Test
  void the_field_of_the_load_is_used_with_the_text_of_its_numbers() throws IOException {
    use(
        Map.of(
            "sluice.id",
            "field:a.url",
            "sluice.id.numbers",
            "double",
            "sluice.operation",
            "index"));

    assertThat(conf.get("sluice.id")).isEqualTo("field:a.url");
    assertThat(conf.get("sluice.id.numbers")).isEqualTo("double");
  }

  @ValueSource(strings = {"none", "key"})
  @ParameterizedTest
  void ids_that_a_replay_cannot_make_again_are_not_used(String rule) throws IOException {
    use(Map.of("sluice.id", rule));

    assertThat(conf.get("sluice.id")).isNull();
  }

  @ValueSource(
      strings = {
        "sluice.operation=upsert",
        "sluice.operation=create",
        "sluice.routing.field=tenant",
        "sluice.routing.join=kind",
        "sluice.version.field=v"
      })
  @ParameterizedTest
  void an_id_that_is_not_all_of_the_address_is_not_used(String setting) throws IOException {
    String[] more = setting.split("=");
    use(Map.of("sluice.id", "field:url", more[0], more[1]));

    assertThat(conf.get("sluice.id")).isNull();
  }

  @Test
  void a_directory_without_a_readable_job_has_no_rule() throws IOException {
    LoadedIds.use(new org.apache.hadoop.fs.Path(job.toUri()), conf);
    Files.writeString(job.resolve("job.json"), "{\"settings\":{\"sluice.id\":\"field:u\"");
    LoadedIds.use(new org.apache.hadoop.fs.Path(job.toUri()), conf);

    assertThat(conf.get("sluice.id")).isNull();
  }
}
