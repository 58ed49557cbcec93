package dev.sluice.cli.result;

import dev.sluice.cli.lines.BulkLineMapper;
import dev.sluice.cli.lines.JsonLineMapper;
import dev.sluice.mapreduce.encode.OutputSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** The effect of a second run of a command on the documents of the first. */
public enum SecondRun {
  /** Ids are generated and contain the id of the job. */
  ADDS(
      "A second run adds all documents again, with new ids. To avoid this, use --id input or --id"
          + " field:NAME in both runs."),
  /** Actions have their own ids, or none. */
  REPEATS_ACTIONS(
      "A second run repeats all actions; those without an id add their documents again. To avoid"
          + " this, use --id input in both runs."),
  /** Ids come from rows, fields, envelopes or places in the input. */
  WRITES_THE_SAME("A second run writes the same documents again, with the same ids.");

  private final String effect;

  SecondRun(String effect) {
    this.effect = effect;
  }

  /** The effect for a job that is set up but not yet submitted. */
  static SecondRun of(Configuration conf) {
    String mapper = conf.get(MRJobConfig.MAP_CLASS_ATTR, "");
    boolean generated = conf.get(OutputSettings.ID.key(), "none").trim().equals("none");
    if (generated && mapper.equals(JsonLineMapper.class.getName())) {
      return ADDS;
    }
    return generated && mapper.equals(BulkLineMapper.class.getName())
        ? REPEATS_ACTIONS
        : WRITES_THE_SAME;
  }

  /** A sentence for people. */
  String effect() {
    return effect;
  }
}
