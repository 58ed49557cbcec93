package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;

class TranslatedKeysTest {

  private final Job job = job();
  private final Configuration conf = job.getConfiguration();

  private static Job job() {
    try {
      return Job.getInstance(new Configuration(false));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tasks_find_settings_of_ours() {
    conf.set("es.resource", "pages");

    assertThat(TranslatedKeys.ofWriting(job)).isEmpty();

    assertThat(conf.get("sluice.index")).isEqualTo("pages");
  }

  @Test
  void a_key_that_was_changed_is_translated_anew() {
    conf.set("es.resource", "before");
    TranslatedKeys.ofWriting(job);

    conf.set("es.resource", "after");
    TranslatedKeys.ofWriting(job);

    assertThat(conf.get("sluice.index")).isEqualTo("after");
  }

  @Test
  void what_a_key_set_that_is_gone_is_gone_too() {
    conf.set("es.resource", "before");
    TranslatedKeys.ofWriting(job);

    conf.unset("es.resource");
    TranslatedKeys.ofWriting(job);

    assertThat(conf.get("sluice.index")).isNull();
  }

  @Test
  void a_setting_of_ours_stays_what_the_user_made_it() {
    conf.set("es.resource", "theirs");
    conf.set("sluice.index", "ours");

    TranslatedKeys.ofWriting(job);
    TranslatedKeys.ofReading(job);

    assertThat(conf.get("sluice.index")).isEqualTo("ours");
  }
}
