package dev.sluice.bench.contestant;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.hadoop.conf.Configuration;

/** The program of a contestant's JVM: runs it once and prints a {@link Measurement}. */
public final class Run {

  private Run() {}

  /**
   * Runs.
   *
   * @param arguments the contestant, and keys as {@code key=value}
   */
  public static void main(String[] arguments) {
    Configuration conf = new Configuration();
    // That of the tests, which starts no processes. Users have Hadoop's own.
    conf.unset("fs.file.impl");
    for (int i = 1; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      conf.set(setting[0], setting[1]);
    }
    try {
      System.out.println(measure(contestant(arguments[0]), conf).toLine());
      // Whoever left a thread behind has been measured already.
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static Measurement measure(Contestant contestant, Configuration conf) throws Exception {
    long start = System.nanoTime();
    contestant.run(conf, Stopwatch.SHARED);
    double jobSeconds = (System.nanoTime() - Stopwatch.SHARED.jobNanos(start)) / 1e9;
    return new Measurement(Stopwatch.SHARED.seconds(), cpuNanos() / 1e9, jobSeconds);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static Contestant contestant(String name) {
    return switch (name) {
      case "sluice" -> new SluiceLoad();
      case "elasticsearch-hadoop" -> new ElasticsearchHadoopLoad();
      case "bulk-ingester" -> new BulkIngesterLoad();
      case "floor" -> new Floor();
      case "sluice-load-files" -> new SluiceFileLoad();
      case "floor-files" -> new FileFloor();
      case "sluice-read" -> new SluiceRead();
      case "elasticsearch-hadoop-read" -> new ElasticsearchHadoopRead();
      case "floor-read" -> new ReadFloor();
      case "sluice-dump" -> new SluiceDump();
      case "elasticsearch-hadoop-dump" -> new ElasticsearchHadoopDump();
      case "sluice-table" -> new SluiceTableLoad();
      case "elasticsearch-hadoop-table" -> new ElasticsearchHadoopTableLoad();
      case "floor-table" -> new TableFloor();
      case "sluice-verify" -> new SluiceVerify();
      case "scan-table" -> new TableScan();
      case "sluice-incremental" -> new SluiceIncremental();
      case "raw-scan" -> new RawScan();
      case "empty-job" -> new EmptyJob();
      case "row-counter" -> new RowCount();
      default -> throw new IllegalArgumentException("no contestant is named " + name);
    };
  }
}
