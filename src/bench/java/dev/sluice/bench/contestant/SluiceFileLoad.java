package dev.sluice.bench.contestant;

import dev.sluice.cli.source.FileSource;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** The job of the command {@code load} over {@link DocumentFiles}, one task for each. */
final class SluiceFileLoad implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    SluiceLoad.connect(conf);
    // The sink keeps nothing, so that no index can be counted.
    conf.setBoolean(OutputSettings.ID_UNIQUE.key(), false);
    conf.setLong(FileInputFormat.SPLIT_MINSIZE, Long.MAX_VALUE);
    FileSource source = new FileSource();
    source.applyTo(conf, false);
    List<String> inputs = DocumentFiles.in(conf).stream().map(file -> "file://" + file).toList();
    Assignment assignment = Assignment.of(conf);
    Job job =
        source.job(conf, inputs, false, String.join(",", assignment.urls()), assignment.index());
    ClockedOutputFormat.around(IndexOutputFormat.class, job);
    LoadJob.finish(job);
  }
}
