package dev.sluice.cli;

import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;

/** The sequence files of a dump: envelopes under their ids. */
final class RecordsInputFormat extends SequenceFileInputFormat<Text, Text> {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  RecordsInputFormat() {}
}
