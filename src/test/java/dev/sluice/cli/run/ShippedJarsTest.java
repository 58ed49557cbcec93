package dev.sluice.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;

class ShippedJarsTest {

  private static String shipped(String jar, String libraries) throws IOException {
    Job job = Job.getInstance(new Configuration());
    if (jar != null) {
      job.setJar(jar);
    }
    job.getConfiguration().set("tmpjars", libraries);
    ShippedJars.once(job);
    return job.getConfiguration().get("tmpjars");
  }

  @Test
  void the_jar_of_the_job_is_no_library_however_it_is_written() throws IOException {
    assertThat(shipped("/lib/sluice.jar", "file:/lib/sluice.jar,file:/lib/hbase.jar"))
        .isEqualTo("file:/lib/hbase.jar");
    assertThat(shipped("/lib/sluice.jar", "file:/lib/hbase.jar,file:///lib/sluice.jar"))
        .isEqualTo("file:/lib/hbase.jar");
    assertThat(shipped("file:/lib/sluice.jar", "/lib/sluice.jar")).isNull();
  }

  @Test
  void other_jars_stay_even_if_they_have_its_name() throws IOException {
    assertThat(shipped("/lib/sluice.jar", "/old/sluice.jar,hdfs://nn/lib/sluice.jar"))
        .isEqualTo("/old/sluice.jar,hdfs://nn/lib/sluice.jar");
  }

  @Test
  void a_job_without_a_jar_keeps_its_libraries() throws IOException {
    assertThat(shipped(null, "/lib/sluice.jar")).isEqualTo("/lib/sluice.jar");
  }
}
