package consumer;

import dev.sluice.mapred.IndexOutputCommitter;
import dev.sluice.mapred.IndexOutputFormat;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.JobClient;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.lib.IdentityMapper;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** Lines of JSON become documents, by Hadoop's old API: URL INDEX INPUT. */
public final class OldLines extends Configured implements Tool {

  @Override
  public int run(String[] args) throws Exception {
    JobConf job = new JobConf(getConf(), OldLines.class);
    job.set("sluice.nodes", args[0]);
    job.set("sluice.index", args[1]);
    job.set("sluice.id", "field:id");
    FileInputFormat.addInputPath(job, new Path(args[2]));
    job.setMapperClass(IdentityMapper.class);
    job.setNumReduceTasks(0);
    job.setOutputFormat(IndexOutputFormat.class);
    job.setOutputCommitter(IndexOutputCommitter.class);
    return JobClient.runJob(job).isSuccessful() ? 0 : 1;
  }

  public static void main(String[] args) throws Exception {
    System.exit(ToolRunner.run(new OldLines(), args));
  }
}
