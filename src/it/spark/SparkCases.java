import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The cases of {@code SparkIT}, in one application because a driver is slow to start. Arguments: a
 * directory for the results, then cases, each as NAME or NAME:KEY=VALUE,... for keys of Spark. Each
 * case writes to an index of its name and leaves its outcome in a file of its name.
 */
public final class SparkCases {

  static final int PARTITIONS = 4;
  static final int DOCUMENTS = 1_000;

  /** A case, which writes its outcome as text. */
  private interface Case {
    String run(SparkCases cases, String index) throws Exception;
  }

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    CASES.put("ids", SparkCases::ids);
    CASES.put("no-ids", SparkCases::noIds);
    CASES.put("no-ids-old-api", SparkCases::noIdsOldApi);
    CASES.put("identical", SparkCases::identical);
    CASES.put("plain", SparkCases::plain);
    CASES.put("plain-load-mode", SparkCases::plainLoadMode);
    CASES.put("retry", SparkCases::retry);
    CASES.put("retry-no-ids", SparkCases::retryNoIds);
    CASES.put("read", SparkCases::read);
    CASES.put("read-old-api", SparkCases::readOldApi);
    CASES.put("secrets-file", SparkCases::secretsFile);
    CASES.put("secrets-lost", SparkCases::secretsLost);
    CASES.put("directory", SparkCases::directory);
    CASES.put("table", SparkCases::table);
    CASES.put("speculation-ids", SparkCases::ids);
    CASES.put("speculation-server-ids", SparkCases::serverIds);
    CASES.put("unchecked", SparkCases::plainLoadMode);
    CASES.put("es", SparkCases::es);
    CASES.put("es-plain", SparkCases::esPlain);
    CASES.put("es-speculation", SparkCases::es);
    CASES.put("es-read", SparkCases::esRead);
    CASES.put("endless", SparkCases::endless);
  }

  private final JavaSparkContext spark;
  private final String url;
  private final String directory;

  private SparkCases(JavaSparkContext spark) {
    this.spark = spark;
    url = spark.getConf().get("spark.sluice.url");
    directory = spark.getConf().get("spark.sluice.directory");
  }

  public static void main(String[] args) throws Exception {
    Path results = Files.createDirectories(Paths.get(args[0]));
    String before = null;
    JavaSparkContext spark = null;
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split(":", 2);
      if (parts[0].equals("program")) {
        spark.close();
        spark = null;
        runProgram(parts[1]);
        continue;
      }
      String keys = parts.length == 1 ? "" : parts[1];
      if (!keys.equals(before)) {
        if (spark != null) {
          spark.close();
        }
        spark = new JavaSparkContext(conf(keys));
        before = keys;
      }
      System.err.println("=== case " + parts[0]);
      String outcome = outcome(parts[0], new SparkCases(spark));
      Files.write(results.resolve(parts[0]), outcome.getBytes(StandardCharsets.UTF_8));
    }
    if (spark != null) {
      spark.close();
    }
  }

  /** Runs the program of the documentation on the threads of this process. */
  private static void runProgram(String input) {
    System.setProperty("spark.master", "local[2]");
    System.setProperty(
        "spark.hadoop.sluice.job.dir", System.getProperty("spark.sluice.directory") + "/program");
    String index = System.getProperty("spark.sluice.prefix") + "program";
    com.example.LoadPages.main(new String[] {System.getProperty("spark.sluice.url"), index, input});
  }

  private static SparkConf conf(String keys) {
    SparkConf conf = new SparkConf().setAppName("cases");
    for (String key : keys.isEmpty() ? new String[0] : keys.split(",")) {
      conf.set(key.split("=")[0], key.split("=")[1]);
    }
    return conf;
  }

  private static String outcome(String name, SparkCases cases) {
    try {
      return CASES.get(name).run(cases, cases.spark.getConf().get("spark.sluice.prefix") + name);
    } catch (Exception e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }

  /** The documents of all partitions, each with its number as id. */
  private JavaPairRDD<Text, Text> documents() {
    return documents(n -> "{\"n\":" + n + ",\"part\":" + n / DOCUMENTS + "}");
  }

  private interface Json extends Function<Integer, String>, java.io.Serializable {}

  private JavaPairRDD<Text, Text> documents(Json json) {
    List<Integer> numbers =
        IntStream.range(0, PARTITIONS * DOCUMENTS).boxed().collect(Collectors.toList());
    return spark
        .parallelize(numbers, PARTITIONS)
        .mapToPair(n -> new Tuple2<>(new Text("id-" + n), new Text(json.apply(n))));
  }

  /** The same, but the first attempt of the last partition fails in its middle. */
  private JavaPairRDD<Text, Text> failingOnce() {
    return documents(
        n -> {
          if (n == PARTITIONS * DOCUMENTS - DOCUMENTS / 2
              && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("the first attempt fails on purpose");
          }
          return "{\"n\":" + n + "}";
        });
  }

  private Job job(String index) throws IOException {
    Job job = Job.getInstance(spark.hadoopConfiguration());
    IndexJob.writeTo(job, url, index);
    job.getConfiguration().set("sluice.job.dir", directory + "/job-" + index);
    return job;
  }

  private String ids(String index) throws IOException {
    Job job = job(index);
    job.getConfiguration().set("sluice.id", "key");
    job.getConfiguration().set("sluice.id.unique", "true");
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private String noIds(String index) throws IOException {
    Job job = job(index);
    job.setNumReduceTasks(0);
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private String noIdsOldApi(String index) {
    JobConf job = new JobConf(spark.hadoopConfiguration());
    job.set("sluice.nodes", url);
    job.set("sluice.index", index);
    job.set("sluice.job.dir", directory + "/job-" + index);
    job.setOutputFormat(dev.sluice.mapred.IndexOutputFormat.class);
    job.setNumReduceTasks(0);
    documents().saveAsHadoopDataset(job);
    return "done";
  }

  private String identical(String index) throws IOException {
    Job job = job(index);
    documents(n -> "{\"same\":true}").saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  /** As PySpark makes it. */
  private Configuration plainConf(String index) {
    Configuration conf = new Configuration(spark.hadoopConfiguration());
    conf.set("mapreduce.job.outputformat.class", IndexOutputFormat.class.getName());
    conf.set("sluice.nodes", url);
    conf.set("sluice.index", index);
    conf.set("sluice.id", "key");
    conf.set("sluice.id.unique", "true");
    conf.set("sluice.job.dir", directory + "/job-" + index);
    return conf;
  }

  private String plain(String index) {
    documents().saveAsNewAPIHadoopDataset(plainConf(index));
    return "done";
  }

  private String plainLoadMode(String index) {
    Configuration conf = plainConf(index);
    conf.set("sluice.index.load-mode", "bulk");
    documents().saveAsNewAPIHadoopDataset(conf);
    return "done";
  }

  private String retry(String index) throws IOException {
    Job job = job(index);
    job.getConfiguration().set("sluice.id", "key");
    job.getConfiguration().set("sluice.id.unique", "true");
    failingOnce().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private String retryNoIds(String index) throws IOException {
    Job job = job(index);
    failingOnce().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private String serverIds(String index) throws IOException {
    Job job = job(index);
    job.getConfiguration().set("sluice.id.generate", "server");
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private Job secured(String index) throws IOException {
    Job job = job(index);
    Configuration conf = job.getConfiguration();
    conf.set("sluice.nodes", spark.getConf().get("spark.sluice.secured"));
    conf.set("sluice.auth.user", "admin");
    conf.set("sluice.tls.ca-file", spark.getConf().get("spark.sluice.ca"));
    return job;
  }

  private String secretsFile(String index) throws IOException {
    Job job = secured(index);
    job.getConfiguration().set("sluice.secrets.file", spark.getConf().get("spark.sluice.secrets"));
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  /** In the credentials of the job, which Spark leaves in the driver. */
  private String secretsLost(String index) throws IOException {
    Job job = secured(index);
    List<String> lines = Files.readAllLines(Paths.get(spark.getConf().get("spark.sluice.secrets")));
    byte[] password = lines.get(0).split("=")[1].getBytes(StandardCharsets.UTF_8);
    job.getCredentials().addSecretKey(new Text("sluice.auth.password"), password);
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  /** In the working directory, of which each process has its own. */
  private String directory(String index) throws IOException {
    Job job = job(index);
    job.getConfiguration().set("sluice.job.dir", "job-of-this-process");
    documents().saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }

  private String table(String index) throws IOException {
    Configuration scan = HBaseConfiguration.create(spark.hadoopConfiguration());
    scan.set("hbase.zookeeper.quorum", spark.getConf().get("spark.sluice.quorum"));
    scan.set("hbase.zookeeper.property.clientPort", spark.getConf().get("spark.sluice.port"));
    scan.set(TableInputFormat.INPUT_TABLE, spark.getConf().get("spark.sluice.table"));
    Configuration conf = plainConf(index);
    conf.set("sluice.value.encoder", "dev.sluice.hbase.RowValueEncoder");
    conf.set("sluice.hbase.mapping", "_id = key as utf8\nn = f:n as int");
    spark
        .newAPIHadoopRDD(scan, TableInputFormat.class, ImmutableBytesWritable.class, Result.class)
        .saveAsNewAPIHadoopDataset(conf);
    return "done";
  }

  /** By the keys and names of elasticsearch-hadoop, without ids. */
  private Configuration esConf(String index) {
    Configuration conf = new Configuration(spark.hadoopConfiguration());
    conf.set("mapreduce.job.outputformat.class", "org.elasticsearch.hadoop.mr.EsOutputFormat");
    conf.set("es.nodes", url.substring("http://".length()));
    conf.set("es.resource", index);
    conf.set("es.input.json", "true");
    conf.set("sluice.job.dir", directory + "/job-" + index);
    return conf;
  }

  private String es(String index) throws IOException {
    failingOnce().saveAsNewAPIHadoopDataset(new JobConf(esConf(index)));
    return "done";
  }

  private String esPlain(String index) {
    Configuration conf = esConf(index);
    conf.set("es.mapping.id", "n");
    failingOnce().saveAsNewAPIHadoopDataset(conf);
    return "done";
  }

  private String esRead(String index) throws ClassNotFoundException {
    Configuration conf = new Configuration(spark.hadoopConfiguration());
    conf.set("es.nodes", url.substring("http://".length()));
    conf.set("es.resource", source());
    conf.set("es.query", "?q=n:<1000");
    @SuppressWarnings("unchecked")
    Class<InputFormat<Text, MapWritable>> format =
        (Class<InputFormat<Text, MapWritable>>)
            Class.forName(
                "org.elasticsearch.hadoop.mr.EsInputFormat",
                true,
                Thread.currentThread().getContextClassLoader());
    return summary(spark.newAPIHadoopRDD(conf, format, Text.class, MapWritable.class));
  }

  private String source() {
    return spark.getConf().get("spark.sluice.prefix") + "source";
  }

  private void reads(Configuration conf) {
    conf.set("sluice.nodes", url);
    conf.set("sluice.read.index", source());
    conf.set("sluice.read.query", "{\"range\":{\"n\":{\"lt\":1000}}}");
    conf.set("sluice.read.value", "map");
    conf.set("sluice.read.map.types", "mapping");
  }

  private String read(String index) {
    Configuration conf = new Configuration(spark.hadoopConfiguration());
    reads(conf);
    return summary(
        (JavaPairRDD<Text, MapWritable>)
            (JavaPairRDD<?, ?>)
                spark.newAPIHadoopRDD(conf, IndexInputFormat.class, Text.class, MapWritable.class));
  }

  private String readOldApi(String index) {
    JobConf conf = new JobConf(spark.hadoopConfiguration());
    reads(conf);
    return summary(
        (JavaPairRDD<Text, MapWritable>)
            (JavaPairRDD<?, ?>)
                spark.hadoopRDD(
                    conf, dev.sluice.mapred.IndexInputFormat.class, Text.class, MapWritable.class));
  }

  /** The number of documents, and the type of their field n. */
  private static String summary(JavaPairRDD<Text, MapWritable> documents) {
    List<String> types =
        documents.map(document -> type(document._2().get(new Text("n")))).collect();
    return types.size() + " " + new ArrayList<>(new java.util.TreeSet<>(types));
  }

  private static String type(Writable value) {
    return value == null ? "null" : value.getClass().getSimpleName();
  }

  /** In load mode, until somebody ends the driver. */
  private String endless(String index) throws IOException {
    Job job = job(index);
    job.getConfiguration().set("sluice.index.load-mode", "bulk");
    documents(
            n -> {
              try {
                Thread.sleep(1_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "{\"n\":" + n + "}";
            })
        .saveAsNewAPIHadoopDataset(job.getConfiguration());
    return "done";
  }
}
