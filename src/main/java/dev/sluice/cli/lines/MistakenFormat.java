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
 * Detects bulk actions and envelopes in files of documents; they would be indexed as documents. The
 * first lines of some files are checked at submission, and all lines in the tasks.
 */
public final class MistakenFormat {

  private static final Logger log = LoggerFactory.getLogger(MistakenFormat.class);

  private static final String EXPECTED = "dev.sluice.cli.format.documents";
  private static final int FILES_LOOKED_INTO = 10;

  private MistakenFormat() {}

  /** Enables the check in a job; not called if the user has set the format. */
  public static void expect(Configuration conf) {
    conf.setBoolean(EXPECTED, true);
  }

  static boolean isExpected(Configuration conf) {
    return conf.getBoolean(EXPECTED, false);
  }

  /**
   * Checks the first lines of some files.
   *
   * @throws ConfigException if a file has another format, or is not text
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
      // The task reports it, if it cannot read the file either.
      log.debug("Could not check an input file at submission: {}", e.getMessage());
    }
  }

  /**
   * Checks a line.
   *
   * @throws ConfigException if it is an action, or an envelope
   */
  static void check(Text line, LongWritable offset, LinePlace place) {
    byte[] bytes = line.getBytes();
    if (BulkFileAction.is(bytes, 0, line.getLength())) {
      throw mistaken(place.at(offset), "an action of a bulk request", "--format bulk");
    }
    if (Envelope.is(bytes, 0, line.getLength())) {
      throw mistaken(place.at(offset), "an envelope (as in a dump)", "--envelope");
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
