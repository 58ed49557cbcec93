package dev.sluice.cli;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An HBase table into an index. */
@Command(
    name = "table",
    description = "Loads an HBase table into an index, one document a row.",
    customSynopsis = "sluice table --table NAME --index NAME --mapping FILE [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice table --table crawl --index pages --mapping pages.mapping --mappers 10",
      "  sluice table --table crawl --index pages --mapping pages.mapping \\",
      "      --nodes https://es-1:9200 -D hbase.zookeeper.quorum=zk-1,zk-2,zk-3",
      "",
      "A mapping is lines such as",
      "  _id     = key",
      "  title   = p:title",
      "  length  = p:length as int",
      "  header.* = h:*"
    })
final class TableCommand implements Callable<Integer> {

  private final Ticker ticker;

  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "NAME",
      description = "The table to read.")
  private String table;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "How a row becomes a document; see the example below.")
  private String mapping;

  @Mixin private IndexOptions target;

  @Mixin private HadoopOptions hadoop;

  TableCommand(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    target.applyTo(conf);
    throw new IOException("STUB " + ticker + spec + table + mapping);
  }
}
