package dev.sluice.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * A YARN cluster with real containers, each its own JVM, over a real HDFS. One for a JVM, started
 * when it is first asked for. What is under test is kept off the containers' class path, so that a
 * job has to bring it.
 */
public final class YarnCluster {

  /** Heartbeats come every second by default, which is most of the time of a small job. */
  private static final List<String> PROMPT =
      List.of(
          YarnConfiguration.RM_NM_HEARTBEAT_INTERVAL_MS,
          MRJobConfig.MR_AM_TO_RM_HEARTBEAT_INTERVAL_MS);

  /** JVMs that live for seconds; the opened package is Hadoop 3.3's own need on a JDK above 8. */
  private static final String JAVA =
      "-Xmx384m "
          + String.join(" ", ShortJvm.FLAGS)
          + " --add-opens java.base/java.lang=ALL-UNNAMED";

  private static YarnCluster shared;

  private final MiniDFSCluster hdfs;
  private final MiniMRYarnCluster yarn;

  private YarnCluster(MiniDFSCluster hdfs, MiniMRYarnCluster yarn) {
    this.hdfs = hdfs;
    this.yarn = yarn;
  }

  /** The cluster of this JVM. */
  public static synchronized YarnCluster shared() throws IOException {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static YarnCluster start() throws IOException {
    Path home = Files.createTempDirectory("sluice-yarn");
    System.setProperty("java.class.path", withoutSluice());
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, home.resolve("hdfs").toString());
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    hdfs.waitActive();
    conf.set("fs.defaultFS", hdfs.getURI().toString());
    conf.set("yarn.app.mapreduce.am.staging-dir", "/staging");
    conf.set("yarn.log.dir", home.toString());
    conf.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    conf.setInt(YarnConfiguration.NM_PMEM_MB, 4096);
    conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    conf.setInt("yarn.app.mapreduce.am.resource.mb", 512);
    // A test kills three of a job.
    conf.setInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, 4);
    conf.setInt(MRJobConfig.MAP_MEMORY_MB, 512);
    conf.setInt(MRJobConfig.REDUCE_MEMORY_MB, 512);
    conf.set(MRJobConfig.MR_AM_COMMAND_OPTS, JAVA);
    conf.set(MRJobConfig.MAP_JAVA_OPTS, JAVA);
    conf.set(MRJobConfig.REDUCE_JAVA_OPTS, JAVA);
    for (String interval : PROMPT) {
      conf.setInt(interval, 100);
    }
    // Its name is that of its directory, which it empties first.
    MiniMRYarnCluster yarn = new MiniMRYarnCluster("yarn-" + ProcessHandle.current().pid(), 1);
    yarn.init(conf);
    yarn.start();
    YarnCluster cluster = new YarnCluster(hdfs, yarn);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop-yarn"));
    return cluster;
  }

  /** The class path of this JVM less the jar under test: containers take theirs from it. */
  private static String withoutSluice() {
    String jar = new File(System.getProperty("sluice.test.jar")).getName();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !new File(entry).getName().equals(jar))
        .filter(entry -> !entry.endsWith("target/classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A configuration for a job on this cluster, a copy. */
  public Configuration configuration() {
    return new Configuration(yarn.getConfig());
  }

  /** Where containers work, and leave their logs. */
  public Path workDirectory() {
    return yarn.getTestWorkDir().toPath();
  }

  /**
   * At the end of the JVM and not before: stopping HDFS clears Hadoop's shutdown hooks, without
   * which HBase does not start.
   */
  private void stop() {
    yarn.stop();
    hdfs.shutdown(true);
  }
}
