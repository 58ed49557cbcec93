package dev.sluice.cli;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.DocumentSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.report.JobReports;
import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The id rule of the load that rejected documents, from its {@code job.json}. A replay gives it to
 * documents without an id, so that they get the ids that the load would have given them.
 */
final class LoadedIds {

  private static final String FIELD = "field:";

  /**
   * Settings that also decide where a document goes, or what it does there. Its line does not say
   * them if it was rejected before it had an id.
   */
  private static final List<Setting<?>> MORE_THAN_AN_ID =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              OutputSettings.OPERATION,
              OutputSettings.ROUTING_FIELD,
              DocumentSettings.ROUTING_JOIN,
              DocumentSettings.VERSION_FIELD));

  private LoadedIds() {}

  /** Sets the id rule of a job, if that is a field and enough to address a document. */
  static void use(Path job, Configuration conf) {
    JobFacts load;
    try {
      load = JobReports.facts(job, conf);
    } catch (IOException e) {
      return; // Then documents without an id are rejected.
    }
    String rule = load.setting(OutputSettings.ID.key()).orElse("");
    boolean suffices =
        MORE_THAN_AN_ID.stream()
            .allMatch(more -> isUnset(load.setting(more.key()).orElse(""), more));
    if (rule.startsWith(FIELD) && suffices) {
      conf.set(OutputSettings.ID.key(), rule, "job.json of the load");
      String numbers = DocumentSettings.ID_NUMBERS.key();
      load.setting(numbers).ifPresent(text -> conf.set(numbers, text, "job.json of the load"));
    }
  }

  private static boolean isUnset(String value, Setting<?> setting) {
    return value.isEmpty() || value.equals(setting.fallback());
  }
}
