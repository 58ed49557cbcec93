package dev.sluice.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.IndexJob;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.apache.hadoop.util.GenericOptionsParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks for the password in everything that a job in containers leaves behind. */
@Timeout(300)
final class SecretsIT {

  private static final String PASSWORD = ElasticsearchServer.PASSWORD;

  /** The password as it is kept, and as it travels. */
  private static final List<String> FORMS =
      List.of(
          PASSWORD,
          Base64.getEncoder()
              .encodeToString((ElasticsearchServer.WRITER + ":" + PASSWORD).getBytes(UTF_8)));

  /** Older files are of other tests, which leave hundreds of megabytes of logs. */
  private final long started = System.currentTimeMillis() - 1_000;

  @TempDir Path temp;

  @Test
  void nothing_that_a_job_leaves_behind_holds_the_password() throws Exception {
    YarnCluster yarn = YarnCluster.shared();
    ElasticsearchServer server = ElasticsearchServer.sharedSecured();
    try (Index first = server.index("allowed");
        Index second = server.index("allowed")) {
      Job good = run(yarn, server, first.name(), "a\t{\"n\":1}\n");
      Job bad = run(yarn, server, second.name(), "a\t[1]\n");

      assertThat(good.isSuccessful()).isTrue();
      assertThat(bad.isSuccessful()).isFalse();
      assertThat(good.getCounters() + bad.getStatus().getFailureInfo()).doesNotContain(FORMS);
      assertThat(logs(yarn, List.of("not_a_json_object"))).as("logs with the failure").isNotEmpty();
      await(() -> traces(yarn).isEmpty());
      assertThat(traces(yarn)).isEmpty();
      assertThat(logs(yarn, List.of(" DEBUG "))).as("logs with DEBUG lines").isNotEmpty();
    }
  }

  private Job run(YarnCluster yarn, ElasticsearchServer server, String index, String lines)
      throws Exception {
    Configuration conf = yarn.configuration();
    String provider = "localjceks://file" + temp.resolve(index + ".jceks");
    store(provider);
    conf.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider);
    conf.set("sluice.auth.user", ElasticsearchServer.WRITER);
    conf.set("sluice.tls.ca-file", server.certificates().caFile().toString());
    conf.set("sluice.id", "key");
    conf.set("mapreduce.map.log.level", "DEBUG");
    conf.setInt("mapreduce.map.maxattempts", 1);
    new GenericOptionsParser(
        conf, new String[] {"-libjars", System.getProperty("sluice.test.jar")});
    var input = new org.apache.hadoop.fs.Path("/input-of-" + index);
    try (var out = FileSystem.get(conf).create(input)) {
      out.write(lines.getBytes(UTF_8));
    }
    Job job = Job.getInstance(conf, index);
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    FileInputFormat.addInputPath(job, input);
    job.setMapperClass(Mapper.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, server.url(), index);
    job.waitForCompletion(false);
    return job;
  }

  private static void store(String path) throws IOException {
    Configuration conf = new Configuration();
    conf.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);
    CredentialProvider provider = CredentialProviderFactory.getProviders(conf).get(0);
    provider.createCredentialEntry("sluice.auth.password", PASSWORD.toCharArray());
    provider.flush();
  }

  /** Containers clean up in their own time; each look reads all that is there. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 60 && !condition.getAsBoolean(); i++) {
      Thread.sleep(1_000);
    }
  }

  /** Every file that holds the password, of the containers and of the file system. */
  private List<String> traces(YarnCluster yarn) {
    List<String> found = new ArrayList<>(logs(yarn, FORMS));
    found.addAll(stored(yarn));
    return found;
  }

  private List<String> logs(YarnCluster yarn, List<String> texts) {
    try (Stream<Path> files = Files.walk(yarn.workDirectory())) {
      return files
          .map(Path::toFile)
          .filter(file -> file.isFile() && file.lastModified() >= started)
          .filter(file -> !file.getName().endsWith(".jar"))
          .filter(file -> holds(file, texts))
          .map(File::getPath)
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of("files went while they were read: " + e.getMessage());
    }
  }

  private static boolean holds(File file, List<String> texts) {
    try {
      String content = Files.readString(file.toPath(), ISO_8859_1);
      return texts.stream().anyMatch(content::contains);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> stored(YarnCluster yarn) {
    List<String> found = new ArrayList<>();
    try {
      FileSystem hdfs = FileSystem.get(yarn.configuration());
      RemoteIterator<LocatedFileStatus> files =
          hdfs.listFiles(new org.apache.hadoop.fs.Path("/"), true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        if (file.getModificationTime() >= started && !file.getPath().getName().endsWith(".jar")) {
          try (InputStream in = hdfs.open(file.getPath())) {
            String content = new String(in.readAllBytes(), ISO_8859_1);
            if (FORMS.stream().anyMatch(content::contains)) {
              found.add(file.getPath().toString());
            }
          }
        }
      }
    } catch (IOException e) {
      found.add("files went while they were read: " + e.getMessage());
    }
    return found;
  }
}
