package dev.sluice.parity;

import dev.sluice.it.Artists;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.util.ReflectionUtils;

/** The mappers of the scenarios: lines to documents, and documents to what is kept of them. */
final class Lines {

  private Lines() {}

  /** A line with tabs as a map that keeps its order. */
  static MapWritable map(Text line) throws IOException {
    MapWritable map = linked();
    String[] values = line.toString().split("\t", -1);
    String[] names =
        values.length == Artists.FIELDS.size()
            ? Artists.FIELDS.toArray(new String[0])
            : new String[] {"number", "note"};
    for (int i = 0; i < names.length; i++) {
      map.put(
          new Text(names[i]),
          i == 0 ? new LongWritable(Long.parseLong(values[i])) : new Text(values[i]));
    }
    return map;
  }

  static MapWritable linked() throws IOException {
    return (MapWritable)
        ReflectionUtils.newInstance(Parity.dropIn("LinkedMapWritable"), new Configuration(false));
  }

  /** A value with the types of everything in it. */
  static String typed(Writable value) {
    if (value instanceof MapWritable map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + typed(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof ArrayWritable array) {
      return Arrays.stream(array.get())
          .map(Lines::typed)
          .collect(Collectors.joining(", ", array.getClass().getSimpleName() + "[", "]"));
    }
    return value.getClass().getSimpleName().replace("Writable", "") + " " + value;
  }

  private static void keep(Configuration conf, Text id, Writable value) {
    DropInJob.KEPT.get(conf.get(DropInJob.LABEL)).add(new String[] {id.toString(), typed(value)});
  }

  /** A line is a map. */
  public static final class Map extends Mapper<Object, Text, NullWritable, MapWritable> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), Lines.map(line));
    }
  }

  /** A line is JSON. */
  public static final class Json extends Mapper<Object, Text, NullWritable, Text> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), line);
    }
  }

  /** A line is a map, in the old API. */
  public static final class OldMap extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Object, Text, NullWritable, MapWritable> {
    @Override
    public void map(
        Object key, Text line, OutputCollector<NullWritable, MapWritable> out, Reporter reporter)
        throws IOException {
      out.collect(NullWritable.get(), Lines.map(line));
    }
  }

  /** A line is JSON, in the old API. */
  public static final class OldJson extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Object, Text, NullWritable, Text> {
    @Override
    public void map(
        Object key, Text line, OutputCollector<NullWritable, Text> out, Reporter reporter)
        throws IOException {
      out.collect(NullWritable.get(), line);
    }
  }

  /** Keeps what is read. */
  public static final class Keep extends Mapper<Text, Writable, NullWritable, NullWritable> {
    @Override
    protected void map(Text id, Writable value, Context context) {
      keep(context.getConfiguration(), id, value);
    }
  }

  /** Keeps what is read, in the old API. */
  public static final class OldKeep extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Text, Writable, NullWritable, NullWritable> {

    private JobConf conf;

    @Override
    public void configure(JobConf job) {
      conf = job;
    }

    @Override
    public void map(
        Text id,
        Writable value,
        OutputCollector<NullWritable, NullWritable> out,
        Reporter reporter) {
      keep(conf, id, value);
    }
  }
}
