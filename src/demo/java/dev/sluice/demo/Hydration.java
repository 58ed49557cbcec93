package dev.sluice.demo;

import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Each page of an index is completed by a call to a slow service, some of them at a time. */
final class Hydration {

  private static final int[] IN_FLIGHT = {1, 10, 100};

  private final String elasticsearch;
  private final Path home;
  private final PrintStream out;

  Hydration(String elasticsearch, Path home, PrintStream out) {
    this.elasticsearch = elasticsearch;
    this.home = home;
    this.out = out;
  }

  /** Runs the job with more and more calls in flight, and prints how fast each was. */
  void run() throws IOException {
    out.println();
    out.printf(
        "Each page is ranked by a service that answers after %d ms:%n", SlowService.DELAY_MILLIS);
    try (SlowService service = new SlowService()) {
      for (int inFlight : IN_FLIGHT) {
        Job job = job(service.url(), inFlight);
        if (!job.waitForCompletion(false)) {
          throw new IOException("the job that asks the service failed: " + job.getJobName());
        }
        report(job, inFlight);
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pages were ranked");
    }
  }

  private Job job(String service, int inFlight) throws IOException {
    Configuration conf = new Configuration();
    conf.set(RankMapper.SERVICE, service);
    conf.setInt("sluice.async.in-flight", inFlight);
    conf.set("sluice.read.value", "document");
    conf.set("sluice.read.fields", "url,title");
    conf.set("sluice.job.dir", home.resolve("hydrate-job-" + inFlight).toString());
    Job job = Job.getInstance(conf, "rank with " + inFlight + " calls in flight");
    job.setMapperClass(RankMapper.class);
    job.setNumReduceTasks(0);
    IndexJob.readFrom(job, elasticsearch, PagesIndex.NAME);
    IndexJob.writeTo(job, elasticsearch, PagesIndex.NAME + "-ranked");
    return job;
  }

  private void report(Job job, int inFlight) throws IOException {
    long documents = job.getCounters().findCounter("Sluice", "INDEXED").getValue();
    long millis = job.getCounters().findCounter("Demo", RankMapper.MILLIS).getValue();
    out.printf(
        "  %3d in flight: %,d documents in %.1f s, %,d documents/s%n",
        inFlight, documents, millis / 1000.0, documents * 1000 / Math.max(1, millis));
  }
}
