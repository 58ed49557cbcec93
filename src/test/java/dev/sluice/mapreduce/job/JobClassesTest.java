package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.mapreduce.EnvelopeOutputFormat;
import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.copy.CopyInputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs as under {@code hadoop jar}: the thread sees a jar that the loader of the configuration,
 * which has loaded HBase, does not.
 */
class JobClassesTest {

  /** Stands for the classes of a job; the loader of "HBase" does not have it. */
  public static final class OwnMapper extends Mapper<Object, Text, Text, Text> {}

  private static final String OWN = OwnMapper.class.getName();

  @TempDir Path temp;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private ClassLoader hbase;
  private URLClassLoader own;

  @BeforeEach
  void jar() throws IOException {
    hbase = new Without(before, OWN);
    own = jarWith(OWN, hbase, "own");
    Thread.currentThread().setContextClassLoader(own);
  }

  @AfterEach
  void reset() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    own.close();
  }

  private URLClassLoader jarWith(String name, ClassLoader parent, String directory)
      throws IOException {
    String file = name.replace('.', '/') + ".class";
    Path copy = temp.resolve(directory).resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream in = before.getResourceAsStream(file)) {
      Files.copy(in, copy);
    }
    return new URLClassLoader(new URL[] {temp.resolve(directory).toUri().toURL()}, parent);
  }

  private Configuration ofHBase() {
    Configuration conf = new Configuration(false);
    conf.setClassLoader(hbase);
    return conf;
  }

  static Stream<Consumer<Job>> entrances() {
    return Stream.of(
        job -> IndexJob.writeTo(job, "http://localhost:1", "pages"),
        job -> IndexJob.readFrom(job, "http://localhost:1", "pages"),
        job -> IndexJob.copyFrom(job, "pages"),
        job -> IndexJob.dumpTo(job, new org.apache.hadoop.fs.Path("dump")),
        job -> IndexJob.shuffleByShard(job),
        job -> dropIn("EsMapReduceUtil", "initCredentials", new Class<?>[] {Job.class}, job),
        job ->
            dropIn(
                "MultiOutputFormat",
                "addOutputFormat",
                new Class<?>[] {Configuration.class, Class[].class},
                job.getConfiguration(),
                new Class<?>[0]),
        // Set by hand, they are asked when the job is submitted; what they complain of is no
        // matter.
        job -> refused(() -> new IndexOutputFormat<>().checkOutputSpecs(job)),
        job -> refused(() -> new IndexInputFormat<>().getSplits(job)),
        job -> refused(() -> new EnvelopeOutputFormat().checkOutputSpecs(job)),
        job -> refused(() -> new CopyInputFormat().getSplits(job)),
        job -> refused(() -> ((InputFormat<?, ?>) dropIn("EsInputFormat")).getSplits(job)),
        job ->
            refused(() -> ((OutputFormat<?, ?>) dropIn("MultiOutputFormat")).checkOutputSpecs(job)),
        job ->
            old(
                job,
                conf ->
                    ((org.apache.hadoop.mapred.InputFormat<?, ?>) dropIn("EsInputFormat"))
                        .getSplits(conf, 1)),
        job ->
            old(
                job,
                conf ->
                    ((org.apache.hadoop.mapred.OutputFormat<?, ?>) dropIn("MultiOutputFormat"))
                        .checkOutputSpecs(null, conf)),
        job -> old(job, conf -> new dev.sluice.mapred.IndexInputFormat<>().getSplits(conf, 1)),
        job ->
            old(
                job,
                conf -> new dev.sluice.mapred.IndexOutputFormat<>().checkOutputSpecs(null, conf)));
  }

  /** A type of the drop-in jar, which is compiled apart. */
  private static Class<?> typeOfDropIn(String name) throws ClassNotFoundException {
    return Class.forName("org.elasticsearch.hadoop.mr." + name);
  }

  private static Object dropIn(String name) throws ReflectiveOperationException {
    return typeOfDropIn(name).getConstructor().newInstance();
  }

  private static void dropIn(String name, String method, Class<?>[] types, Object... arguments) {
    try {
      typeOfDropIn(name).getMethod(method, types).invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private interface Submit {
    void of(JobConf job) throws Exception;
  }

  private static void old(Job job, Submit submit) {
    refused(() -> submit.of((JobConf) job.getConfiguration()));
  }

  private interface Check {
    void run() throws Exception;
  }

  /** Runs a check, which complains of one thing or another. */
  private static void refused(Check check) {
    try {
      check.run();
    } catch (Exception e) {
      assertThat(e).isNotInstanceOf(ClassNotFoundException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("entrances")
  void classes_of_the_jobs_own_jar_are_found_whoever_made_the_configuration(Consumer<Job> entrance)
      throws Exception {
    Job job = Job.getInstance(ofHBase());
    job.getConfiguration().set("mapreduce.job.map.class", OWN);
    assertThat(catchThrowable(job::getMapperClass))
        .hasRootCauseInstanceOf(ClassNotFoundException.class);

    entrance.accept(job);
    job.getConfiguration().set("mapreduce.job.map.class", OWN);

    assertThat(job.getMapperClass().getName()).isEqualTo(OWN);
    assertThat(job.getMapperClass().getClassLoader()).isSameAs(own);
  }

  @Test
  void a_configuration_keeps_what_its_own_class_loader_finds() throws Exception {
    try (URLClassLoader extra =
        jarWith(Marked.class.getName(), new Without(hbase, Marked.class.getName()), "extra")) {
      Thread.currentThread().setContextClassLoader(new Without(own, Marked.class.getName()));
      Configuration conf = ofHBase();
      conf.setClassLoader(extra);

      JobClasses.reach(conf);

      assertThat(conf.getClassByName(Marked.class.getName()).getClassLoader()).isSameAs(extra);
      assertThat(conf.getClassByName(OWN).getClassLoader()).isSameAs(own);
    }
  }

  @Test
  void resources_are_found_as_classes_are() throws Exception {
    Files.writeString(temp.resolve("own").resolve("a.xml"), "own");
    Path extraDirectory = Files.createDirectory(temp.resolve("extra"));
    Files.writeString(extraDirectory.resolve("a.xml"), "extra");
    Files.writeString(extraDirectory.resolve("b.xml"), "extra");
    try (URLClassLoader extra =
        new URLClassLoader(new URL[] {extraDirectory.toUri().toURL()}, hbase)) {
      Configuration conf = ofHBase();
      conf.setClassLoader(extra);

      JobClasses.reach(conf);

      assertThat(conf.getResource("a.xml")).isEqualTo(own.getResource("a.xml"));
      assertThat(conf.getResource("b.xml")).isEqualTo(extra.getResource("b.xml"));
      assertThat(Collections.list(conf.getClassLoader().getResources("a.xml"))).hasSize(2);
    }
  }

  @Test
  void twice_is_as_once() {
    Configuration conf = ofHBase();
    conf.setClassLoader(new URLClassLoader(new URL[0], hbase));
    JobClasses.reach(conf);
    ClassLoader once = conf.getClassLoader();

    JobClasses.reach(conf);

    assertThat(conf.getClassLoader()).isSameAs(once);
  }

  @Test
  void without_a_class_loader_of_the_thread_the_configuration_keeps_its_own() {
    Thread.currentThread().setContextClassLoader(null);
    Configuration conf = ofHBase();
    conf.setClassLoader(own);

    JobClasses.reach(conf);

    assertThat(conf.getClassByNameOrNull(OWN)).isNotNull();
  }

  /** Stands for a class that somebody gave the configuration a class loader for. */
  public static final class Marked {}

  /** A class loader that does not find some classes of its parent. */
  private static final class Without extends ClassLoader {

    private final List<String> missing;

    Without(ClassLoader parent, String... missing) {
      super(parent);
      this.missing = List.of(missing);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (missing.contains(name)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
