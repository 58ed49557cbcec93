package dev.sluice.bench.contestant;

import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.IndexOutputFormat;
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
    Assignment assignment = Assignment.of(conf);
    conf.setInt(HBaseSettings.MAPPERS.key(), assignment.tasks());
    RowMapping mapping = RowMapping.parse(Files.readString(MAPPING));
    Job job =
        TableJob.of(HBaseConfiguration.create(conf), CrawlRows.table(conf), mapping)
            .writeTo(String.join(",", assignment.urls()), assignment.index());
    ClockedOutputFormat.around(IndexOutputFormat.class, job);
    LoadJob.finish(job);
  }
}
