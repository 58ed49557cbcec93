package consumer;

import dev.sluice.mapreduce.IndexJob;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** Lines of JSON become documents: URL INDEX INPUT. */
public final class Lines extends Configured implements Tool {

  @Override
  public int run(String[] args) throws Exception {
    Job job = Job.getInstance(getConf(), "lines");
    job.setJarByClass(Lines.class);
    FileInputFormat.addInputPath(job, new Path(args[2]));
    job.setMapperClass(Mapper.class);
    job.setNumReduceTasks(0);
    job.getConfiguration().set("sluice.id", "field:id");
    IndexJob.writeTo(job, args[0], args[1]);
    return job.waitForCompletion(true) ? 0 : 1;
  }

  public static void main(String[] args) throws Exception {
    System.exit(ToolRunner.run(new Lines(), args));
  }
}
