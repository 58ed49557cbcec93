package dev.sluice.cli;

import dev.sluice.cli.lines.BulkLineMapper;
import dev.sluice.cli.lines.JsonLineMapper;
import dev.sluice.mapreduce.encode.OutputSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** What a second run of a command does to the documents that the first has written. */
enum SecondRun {
  /** Ids are generated, and hold the id of the job. */
  ADDS(
      "Another run adds the documents once more, under other ids, unless they come from the input:"
          + " --id input, or --id field:NAME (give it to the first run, too)."),
  /** Actions bring their ids, where they have any. */
  REPEATS_ACTIONS(
      "Another run repeats all actions: those without an id add their documents once more, unless"
          + " you give --id input (to the first run, too)."),
  /** Ids are those of rows, fields, envelopes or places in the input. */
  WRITES_THE_SAME("Another run writes the same documents again, under the same ids.");

  private final String effect;

  SecondRun(String effect) {
    this.effect = effect;
  }

  /** Judged before the job is submitted, as it was set up. */
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

  /** In words. */
  String effect() {
    return effect;
  }
}
