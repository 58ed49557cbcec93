package dev.sluice.cli.lines;

import dev.sluice.bulk.action.BulkFileAction;
import dev.sluice.bulk.action.Envelope;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises files of documents that hold something else, which would be indexed as if it were
 * documents: the actions of bulk requests, and envelopes. Looked for in the first line of some
 * files when the job is submitted, and in each line by the tasks.
 */
public final class MistakenFormat {

  private static final Logger log = LoggerFactory.getLogger(MistakenFormat.class);

  private static final String EXPECTED = "dev.sluice.cli.format.documents";
  private static final int FILES_LOOKED_INTO = 10;

  private MistakenFormat() {}

  /** Makes a job look; not called where the user has named the format. */
  public static void expect(Configuration conf) {
    conf.setBoolean(EXPECTED, true);
  }

  static boolean isExpected(Configuration conf) {
    return conf.getBoolean(EXPECTED, false);
  }

  /**
   * Looks into some files.
   *
   * @throws ConfigException if one is of another format, or holds no text
   */
  static void check(List<InputSplit> splits, Configuration conf) {
    splits.stream()
        .map(FileSplit.class::cast)
        .filter(split -> split.getStart() == 0)
        .limit(FILES_LOOKED_INTO)
        .forEach(split -> checkFirstLine(split, conf));
  }

  private static void checkFirstLine(FileSplit split, Configuration conf) {
    try (JsonLinesReader reader = JsonLinesReader.withoutBlank()) {
      reader.open(split, conf);
      if (reader.nextKeyValue() && isExpected(conf)) {
        LinePlace place = LinePlace.of(split, conf);
        check(reader.getCurrentValue(), reader.getCurrentKey(), place);
      }
    } catch (IOException e) {
      // The task, which may be able to do what is not possible here, is going to say it.
      log.debug("Not looked into before the job: {}", e.getMessage());
    }
  }

  /**
   * Looks at a line.
   *
   * @throws ConfigException if it is an action, or an envelope
   */
  static void check(Text line, LongWritable offset, LinePlace place) {
    byte[] bytes = line.getBytes();
    if (BulkFileAction.is(bytes, 0, line.getLength())) {
      throw mistaken(place.at(offset), "an action of a bulk request", "--format bulk");
    }
    if (Envelope.is(bytes, 0, line.getLength())) {
      throw mistaken(place.at(offset), "an envelope, as of a dump", "--envelope");
    }
  }

  private static ConfigException mistaken(String place, String what, String option) {
    return new ConfigException(
        place
            + " is "
            + what
            + ", not a document: use "
            + option
            + ", or --format ndjson if these lines are your documents");
  }
}
