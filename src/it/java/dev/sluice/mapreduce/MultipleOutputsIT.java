package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.MultipleOutputs;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The format as a named output of a job, beside text or beside itself. */
@Timeout(120)
class MultipleOutputsIT {

  private static final String STRICT =
      "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}";

  @TempDir Path temp;

  private final ElasticsearchServer server = ElasticsearchServer.shared();

  /** Writes each line to both outputs. */
  public static final class Both extends Mapper<LongWritable, Text, NullWritable, Text> {

    private MultipleOutputs<NullWritable, Text> outputs;

    @Override
    protected void setup(Context context) {
      outputs = new MultipleOutputs<>(context);
    }

    @Override
    protected void map(LongWritable key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), line);
      outputs.write("es", NullWritable.get(), line);
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
      outputs.close();
    }
  }

  @SuppressWarnings("rawtypes") // as MultipleOutputs has it
  private Job job(Class<? extends OutputFormat> main, Class<? extends OutputFormat> named)
      throws IOException {
    Path in = Files.writeString(temp.resolve("in.json"), "{\"n\":1}\n{\"n\":\"x\"}\n{\"n\":3}\n");
    Job job = Job.getInstance();
    job.getConfiguration().set("hadoop.tmp.dir", temp.resolve("hadoop").toString());
    job.getConfiguration().set("sluice.job.dir", temp.resolve("job").toUri().toString());
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(in.toUri()));
    job.setMapperClass(Both.class);
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Text.class);
    job.setOutputFormatClass(main);
    MultipleOutputs.addNamedOutput(job, "es", named, NullWritable.class, Text.class);
    return job;
  }

  @Test
  void beside_text_documents_arrive_and_the_text_s_committer_publishes_what_was_rejected()
      throws Exception {
    try (Index index = server.index("named").create(STRICT)) {
      Job job = job(TextOutputFormat.class, IndexOutputFormat.class);
      FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(temp + "/out"));
      job.getConfiguration().set("es.nodes", server.url().replace("http://", ""));
      job.getConfiguration().set("es.resource", index.name());
      job.getConfiguration().set("es.input.json", "true");
      job.getConfiguration().set("sluice.errors.max", "1");

      assertThat(job.waitForCompletion(false)).isTrue();

      server.rest().put("/" + index + "/_settings", "{\"index.refresh_interval\":\"100ms\"}");
      server.rest().get("/" + index + "/_refresh");
      assertThat(index.count()).isEqualTo(2);
      assertThat(temp.resolve("out/part-m-00000"))
          .hasContent("{\"n\":1}\n{\"n\":\"x\"}\n{\"n\":3}");
      assertThat(temp.resolve("out/_sluice/rejected/part-m-00000.ndjson"))
          .content()
          .contains("\"_source\":{\"n\":\"x\"}");
      assertThat(temp.resolve("out/_sluice/manifests/part-m-00000.json"))
          .content()
          .contains("\"given\":3,\"indexed\":2,");
    }
  }

  @Test
  void beside_itself_both_halves_of_what_was_rejected_are_published() throws Exception {
    try (Index index = server.index("named").create(STRICT)) {
      Job job = job(IndexOutputFormat.class, IndexOutputFormat.class);
      IndexJob.writeTo(job, server.url(), index.name());
      job.getConfiguration().set("sluice.errors.max", "2");

      assertThat(job.waitForCompletion(false)).isTrue();

      assertThat(temp.resolve("job/rejected/part-m-00000.ndjson")).exists();
      assertThat(temp.resolve("job/rejected/part-m-00000.2.ndjson")).exists();
      assertThat(temp.resolve("job/manifests/part-m-00000.2.json")).exists();
    }
  }
}
