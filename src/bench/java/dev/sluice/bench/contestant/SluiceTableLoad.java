package dev.sluice.bench.contestant;

import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.mapreduce.Job;

/** Sluice's job over a table, by the demo's mapping. */
final class SluiceTableLoad implements Contestant {

  private static final Path MAPPING = Path.of("src", "demo", "resources", "pages.mapping");

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    SluiceLoad.connect(conf);
    Job job = job(conf);
    ClockedOutputFormat.around(IndexOutputFormat.class, job);
    LoadJob.finish(job);
  }

  /** The job that loads the table of an assignment. */
  static Job job(Configuration conf) throws IOException {
    Assignment assignment = Assignment.of(conf);
    conf.setInt(HBaseSettings.MAPPERS.key(), assignment.tasks());
    return TableJob.of(HBaseConfiguration.create(conf), CrawlRows.table(conf), mapping())
        .writeTo(String.join(",", assignment.urls()), assignment.index());
  }

  static RowMapping mapping() throws IOException {
    return RowMapping.parse(Files.readString(MAPPING));
  }
}
