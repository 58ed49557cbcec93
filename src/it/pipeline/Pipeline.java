import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MD5Hash;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.SortedMapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.JobClient;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.mr.Counter;
import org.elasticsearch.hadoop.mr.EsInputFormat;
import org.elasticsearch.hadoop.mr.EsMapReduceUtil;
import org.elasticsearch.hadoop.mr.EsOutputFormat;
import org.elasticsearch.hadoop.mr.LinkedMapWritable;
import org.elasticsearch.hadoop.mr.MultiOutputFormat;
import org.elasticsearch.hadoop.mr.WritableArrayWritable;

/**
 * A pipeline as users have them: compiled against elasticsearch-hadoop, and of nothing else but
 * Hadoop. It writes to indices that begin with one name, reads those that begin with another, and
 * prints what it read, type by type.
 */
public final class Pipeline {

  private static final String[] COLUMNS = {"number", "name", "url", "picture", "@timestamp", "tag"};

  private final String nodes;
  private final Path tabs;
  private final Path json;
  private final String temp;
  private int jobs;

  private Pipeline(String[] args) {
    nodes = args[0];
    tabs = new Path(args[1] + "/artists.dat");
    json = new Path(args[1] + "/artists.json");
    temp = args[2];
  }

  /**
   * Runs it: nodes, the directory of the input, one for temporary files, two names, and any mode.
   */
  public static void main(String[] args) throws Exception {
    System.setOut(new PrintStream(System.out, true, "UTF-8"));
    Pipeline pipeline = new Pipeline(args);
    if (args.length > 5) {
      pipeline.writeOne(args[3]);
      return;
    }
    pipeline.write(args[3]);
    pipeline.read(args[4]);
    writables();
  }

  // ---------------------------------------------------------------- writing

  private void write(String to) throws Exception {
    writeNew(to + "-map", tabs, TabMapper.class, "es.mapping.id=number");
    writeOld(to + "-map-old", tabs, OldTabMapper.class, "es.mapping.id=number");
    writeNew(to + "-json", json, JsonMapper.class, "es.input.json=yes", "es.mapping.id=number");
    writeOld(
        to + "-json-old", json, OldJsonMapper.class, "es.input.json=1", "es.mapping.id=number");
    writeNew(to + "-bytes", json, BytesMapper.class, "es.input.json=true");
    writeNew(to + "-auto", tabs, TabMapper.class);
    writeOld(to + "-auto-old", tabs, OldTabMapper.class);
    writeNew(
        to + "-addressed",
        tabs,
        TabMapper.class,
        "es.mapping.id=number",
        "es.mapping.routing=tag",
        "es.mapping.version=number",
        "es.mapping.version.type=external_gte",
        "es.batch.size.entries=7",
        "es.batch.size.bytes=2kb");
    writeNew(
        to + "-addressed-json",
        json,
        JsonMapper.class,
        "es.input.json=yes",
        "es.mapping.id=number",
        "es.mapping.routing=tag",
        "es.mapping.version=number");
    writeOld(
        to + "-constant",
        tabs,
        OldTabMapper.class,
        "es.mapping.id=number",
        "es.mapping.routing=<here>",
        "es.mapping.exclude=url,picture");
    writeNew(
        to + "-included",
        tabs,
        TabMapper.class,
        "es.mapping.id=number",
        "es.mapping.include=n*,tag");
    writeNew(to + "-of-{tag}", tabs, TabMapper.class, "es.mapping.id=number");
    writeNew(to + "-in-{@timestamp|yyyy-MM}", tabs, TabMapper.class, "es.mapping.id=number");
    writeOld(
        to + "-json-of-{tag}",
        json,
        OldJsonMapper.class,
        "es.input.json=yes",
        "es.mapping.id=number");
    writeNew(to + "-types", tabs, TypesMapper.class, "es.mapping.id=id");
    multi(to + "-multi");
    for (String operation : new String[] {"create", "upsert", "update"}) {
      writeNew(
          to + "-" + ("update".equals(operation) ? "upsert" : operation),
          tabs,
          TabMapper.class,
          "es.mapping.id=number",
          "es.write.operation=" + operation);
    }
    writeNew(
        to + "-map",
        tabs,
        FirstTagMapper.class,
        "es.mapping.id=number",
        "es.write.operation=delete");
  }

  private void writeOne(String to) throws Exception {
    writeNew(to, json, JsonMapper.class, "es.input.json=yes", "es.mapping.id=number");
  }

  private Configuration conf(String index, String... keys) {
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", temp + "/hadoop");
    conf.set("sluice.job.dir", "file://" + temp + "/job-" + ++jobs);
    conf.set("mapreduce.client.completion.pollinterval", "50");
    conf.set("mapreduce.client.progressmonitor.pollinterval", "50");
    conf.set(ConfigurationOptions.ES_NODES, nodes);
    conf.set(ConfigurationOptions.ES_RESOURCE, index);
    for (String key : keys) {
      int equals = key.indexOf('=');
      conf.set(key.substring(0, equals), key.substring(equals + 1));
    }
    return conf;
  }

  private Job newJob(String index, Path input, Class<? extends Mapper> mapper, String... keys)
      throws IOException {
    Job job = Job.getInstance(conf(index, keys), index);
    job.setMapperClass(mapper);
    job.setNumReduceTasks(0);
    job.setMapOutputValueClass(
        mapper == JsonMapper.class
            ? Text.class
            : mapper == BytesMapper.class ? BytesWritable.class : LinkedMapWritable.class);
    job.setOutputFormatClass(EsOutputFormat.class);
    EsMapReduceUtil.initCredentials(job);
    FileInputFormat.addInputPath(job, input);
    return job;
  }

  private void writeNew(String index, Path input, Class<? extends Mapper> mapper, String... keys)
      throws Exception {
    end(newJob(index, input, mapper, keys));
  }

  private static void end(Job job) throws Exception {
    if (!job.waitForCompletion(false)) {
      throw new IOException(job.getJobName() + " failed: " + job.getStatus().getFailureInfo());
    }
    System.out.println(
        "counted\t"
            + job.getJobName().replaceFirst("^[a-z]+-", "")
            + "\t"
            + job.getCounters().findCounter(Counter.DOCS_SENT).getValue()
            + "\t"
            + job.getCounters().findCounter(Counter.DOCS_ACCEPTED).getValue()
            + "\t"
            + job.getCounters().findCounter(Counter.DOCS_RECEIVED).getValue());
  }

  private void multi(String index) throws Exception {
    Job job = newJob(index, tabs, TabMapper.class, "es.mapping.id=number");
    job.setOutputFormatClass(MultiOutputFormat.class);
    MultiOutputFormat.addOutputFormat(
        job.getConfiguration(), EsOutputFormat.class, NullOutputFormat.class);
    end(job);
  }

  private void writeOld(
      String index,
      Path input,
      Class<? extends org.apache.hadoop.mapred.Mapper> mapper,
      String... keys)
      throws Exception {
    JobConf job = new JobConf(conf(index, keys));
    job.setJobName(index);
    job.setMapperClass(mapper);
    job.setNumReduceTasks(0);
    job.setMapOutputValueClass(mapper == OldJsonMapper.class ? Text.class : MapWritable.class);
    job.setOutputFormat(EsOutputFormat.class);
    EsMapReduceUtil.initCredentials(job);
    org.apache.hadoop.mapred.FileInputFormat.setInputPaths(job, input);
    JobClient.runJob(job);
  }

  static <M extends MapWritable> M columns(Text line, M map) {
    String[] values = line.toString().split("\t");
    for (int i = 0; i < COLUMNS.length; i++) {
      map.put(
          new Text(COLUMNS[i]),
          i == 0 ? new LongWritable(Long.parseLong(values[i])) : new Text(values[i]));
    }
    return map;
  }

  /** A line of a file is a map. */
  public static final class TabMapper extends Mapper<Object, Text, NullWritable, MapWritable> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), columns(line, new LinkedMapWritable()));
    }
  }

  /** The same for the lines of one tag. */
  public static final class FirstTagMapper extends Mapper<Object, Text, NullWritable, MapWritable> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      if (line.toString().endsWith("\t1")) {
        context.write(NullWritable.get(), columns(line, new LinkedMapWritable()));
      }
    }
  }

  /** A line of a file is a document. */
  public static final class JsonMapper extends Mapper<Object, Text, NullWritable, Text> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), line);
    }
  }

  /** A line of a file is a document, as bytes. */
  public static final class BytesMapper extends Mapper<Object, Text, NullWritable, BytesWritable> {
    @Override
    protected void map(Object key, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(NullWritable.get(), new BytesWritable(line.copyBytes()));
    }
  }

  /** A line of a file is a map, in the old API, with the map of Hadoop. */
  public static final class OldTabMapper extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Object, Text, NullWritable, MapWritable> {
    @Override
    public void map(
        Object key, Text line, OutputCollector<NullWritable, MapWritable> out, Reporter reporter)
        throws IOException {
      out.collect(NullWritable.get(), columns(line, new MapWritable()));
    }
  }

  /** A line of a file is a document, in the old API. */
  public static final class OldJsonMapper extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Object, Text, NullWritable, Text> {
    @Override
    public void map(
        Object key, Text line, OutputCollector<NullWritable, Text> out, Reporter reporter)
        throws IOException {
      out.collect(NullWritable.get(), line);
    }
  }

  /** A map of every type, of the first lines. */
  public static final class TypesMapper
      extends Mapper<LongWritable, Text, NullWritable, MapWritable> {
    private int lines;

    @Override
    protected void map(LongWritable key, Text line, Context context)
        throws IOException, InterruptedException {
      if (lines < 3) {
        context.write(NullWritable.get(), types(lines++));
      }
    }
  }

  static MapWritable types(int number) {
    LinkedMapWritable map = new LinkedMapWritable();
    put(map, "id", new Text("t" + number));
    put(map, "text", new Text("a \"quote\", \\ \b\f\n\r\t\u0001 / </tag> Zürich \uD83D\uDE00"));
    put(map, "int", new IntWritable(Integer.MIN_VALUE + number));
    put(map, "long", new LongWritable(Long.MAX_VALUE - number));
    put(map, "vint", new VIntWritable(-5));
    put(map, "vlong", new VLongWritable(1L << 40));
    put(map, "short", new ShortWritable((short) -300));
    put(map, "byte", new ByteWritable((byte) -7));
    put(map, "float", new FloatWritable(1.1f));
    put(map, "double", new DoubleWritable(1e21 / 3));
    put(map, "zero", new DoubleWritable(0));
    put(map, "boolean", new BooleanWritable(number % 2 == 0));
    put(map, "bytes", new BytesWritable(new byte[] {0, 1, (byte) 0xFF, 65}));
    put(map, "md5", MD5Hash.digest("a"));
    put(map, "null", NullWritable.get());
    put(map, "strings", new ArrayWritable(new String[] {"x", "y"}));
    put(
        map,
        "numbers",
        new WritableArrayWritable(
            LongWritable.class, new Writable[] {new LongWritable(1), new LongWritable(2)}));
    LinkedMapWritable object = new LinkedMapWritable();
    put(object, "b", new Text("1"));
    put(object, "a", new IntWritable(2));
    put(map, "object", object);
    put(
        map,
        "objects",
        new WritableArrayWritable(LinkedMapWritable.class, new Writable[] {object, object}));
    SortedMapWritable sorted = new SortedMapWritable();
    sorted.put(new Text("y"), new Text("1"));
    sorted.put(new Text("x"), new Text("2"));
    put(map, "sorted", sorted);
    return map;
  }

  private static void put(MapWritable map, String name, Writable value) {
    map.put(new Text(name), value);
  }

  // ---------------------------------------------------------------- reading

  private void read(String from) throws Exception {
    for (String index : new String[] {"map", "json", "addressed", "types", "constant"}) {
      readNew(index, from + "-" + index);
      readNew(index + " json", from + "-" + index, "es.output.json=true");
      readOld(index + " old", from + "-" + index);
    }
    readOld("json old json", from + "-json", "es.output.json=true");
    readNew("metadata", from + "-addressed", "es.read.metadata=true");
    readNew(
        "metadata field",
        from + "-addressed",
        "es.read.metadata=yes",
        "es.read.metadata.field=about",
        "es.read.metadata.version=true");
    readNew("metadata json", from + "-json", "es.read.metadata=true", "es.output.json=true");
    readNew("uri query", from + "-map", "es.query=?q=tag:9");
    readNew("query", from + "-map", "es.query={\"query\":{\"term\":{\"tag.keyword\":\"9\"}}}");
    readNew("include", from + "-json", "es.read.field.include=n*,tag");
    readNew("exclude", from + "-json", "es.read.field.exclude=list,url");
    readNew("source filter", from + "-json", "es.read.source.filter=name,list");
    readNew("missing", from + "-no-such-index", "es.index.read.missing.as.empty=true");
    readNew("pattern", from + "-of-*");
    readNew("plain maps", true, from + "-types");
  }

  private void readNew(String label, String index, String... keys) throws Exception {
    readNew(label, false, index, keys);
  }

  private void readNew(String label, boolean plain, String index, String... keys) throws Exception {
    Job job = Job.getInstance(conf(index, keys), index);
    job.getConfiguration().set("label", label);
    job.setInputFormatClass(EsInputFormat.class);
    job.setMapperClass(PrintMapper.class);
    job.setNumReduceTasks(0);
    if (plain) {
      job.setMapOutputValueClass(MapWritable.class);
    } else if (job.getConfiguration().get("es.output.json") == null) {
      job.setMapOutputValueClass(LinkedMapWritable.class);
    }
    job.setOutputFormatClass(NullOutputFormat.class);
    end(job);
  }

  private void readOld(String label, String index, String... keys) throws Exception {
    JobConf job = new JobConf(conf(index, keys));
    job.set("label", label);
    job.setInputFormat(EsInputFormat.class);
    job.setMapperClass(OldPrintMapper.class);
    job.setNumReduceTasks(0);
    job.setMapOutputValueClass(
        job.get("es.output.json") == null ? LinkedMapWritable.class : Text.class);
    job.setOutputFormat(org.apache.hadoop.mapred.lib.NullOutputFormat.class);
    JobClient.runJob(job);
  }

  static void print(String label, Object key, Object value) {
    // The place in a scroll is no metadata of the document.
    String text = typed(value).replaceAll("(\"_score\":[^,}]*),\"sort\":\\[[^\\]]*\\]", "$1");
    System.out.println("read\t" + label + "\t" + typed(key) + "\t" + text);
  }

  /** A value with the types of everything in it; plain maps have no order. */
  static String typed(Object value) {
    String type = value == null ? "nothing" : value.getClass().getSimpleName();
    if (value instanceof MapWritable) {
      Map<String, String> entries =
          value instanceof LinkedMapWritable
              ? new LinkedHashMap<String, String>()
              : new TreeMap<String, String>();
      for (Map.Entry<Writable, Writable> entry : ((MapWritable) value).entrySet()) {
        entries.put(typed(entry.getKey()), typed(entry.getValue()));
      }
      return type + entries;
    }
    if (value instanceof ArrayWritable) {
      StringBuilder text =
          new StringBuilder(
              type + " of " + ((ArrayWritable) value).getValueClass().getSimpleName());
      for (Writable each : ((ArrayWritable) value).get()) {
        text.append(' ').append(typed(each));
      }
      return text.toString();
    }
    return type + ":" + value;
  }

  /** Prints what is read. */
  public static final class PrintMapper extends Mapper<Object, Object, NullWritable, NullWritable> {
    @Override
    protected void map(Object key, Object value, Context context) {
      print(context.getConfiguration().get("label"), key, value);
    }
  }

  /** Prints what is read, in the old API. */
  public static final class OldPrintMapper extends MapReduceBase
      implements org.apache.hadoop.mapred.Mapper<Object, Object, NullWritable, NullWritable> {
    private String label;

    @Override
    public void configure(JobConf job) {
      label = job.get("label");
    }

    @Override
    public void map(
        Object key,
        Object value,
        OutputCollector<NullWritable, NullWritable> out,
        Reporter reporter) {
      print(label, key, value);
    }
  }

  // ---------------------------------------------------------------- values by themselves

  private static void writables() throws IOException {
    MapWritable map = types(1);
    MapWritable read = new LinkedMapWritable();
    org.apache.hadoop.io.DataOutputBuffer out = new org.apache.hadoop.io.DataOutputBuffer();
    map.remove(new Text("strings")); // an ArrayWritable cannot be read back
    map.write(out);
    org.apache.hadoop.io.DataInputBuffer in = new org.apache.hadoop.io.DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    read.readFields(in);
    System.out.println("bytes\t" + new BytesWritable(out.getData(), out.getLength()));
    System.out.println("back\t" + typed(read));
    System.out.println("text\t" + read);
  }
}
