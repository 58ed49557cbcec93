package com.example;

import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** Writes a document for each line: its text and its number of words. */
public final class Words extends Configured implements Tool {

  public static final class LineMapper extends Mapper<LongWritable, Text, Text, MapWritable> {
    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      MapWritable document = new MapWritable();
      document.put(new Text("text"), line);
      document.put(new Text("words"), new LongWritable(line.toString().split(" ").length));
      context.write(new Text(line.toString()), document);
    }
  }

  /** The job, ready to be submitted; a test replaces its output format. */
  static Job job(Configuration conf, String nodes, String index, Path in) throws IOException {
    Job job = Job.getInstance(conf, "words");
    job.setJarByClass(Words.class);
    FileInputFormat.addInputPath(job, in);
    job.setMapperClass(LineMapper.class);
    job.setNumReduceTasks(0);
    job.getConfiguration().set("sluice.id", "key");
    IndexJob.writeTo(job, nodes, index);
    return job;
  }

  @Override
  public int run(String[] args) throws Exception {
    return job(getConf(), args[0], args[1], new Path(args[2])).waitForCompletion(true) ? 0 : 1;
  }

  public static void main(String[] args) throws Exception {
    System.exit(ToolRunner.run(new Words(), args));
  }
}
