package dev.sluice.cli.run;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * The jars that a job uploads for its tasks. HBase adds the jar of every class of the job to the
 * libraries, also the one that is uploaded as the job's own jar, and users do the same with {@code
 * -libjars}.
 */
final class ShippedJars {

  /** Hadoop's key for {@code -libjars}, which has no constant. */
  private static final String LIBRARIES = "tmpjars";

  private ShippedJars() {}

  /** Removes the job's own jar from the libraries, so that it is uploaded once. */
  static void once(Job job) {
    Collection<String> libraries = job.getConfiguration().getStringCollection(LIBRARIES);
    if (job.getJar() == null || libraries.isEmpty()) {
      return;
    }
    String own = local(job.getJar());
    List<String> others =
        libraries.stream()
            .filter(jar -> !Objects.equals(local(jar), own))
            .collect(Collectors.toList());
    if (others.isEmpty()) {
      job.getConfiguration().unset(LIBRARIES);
    } else {
      job.getConfiguration().setStrings(LIBRARIES, others.toArray(new String[0]));
    }
  }

  /** The path of a local file; of any other the whole name. */
  private static String local(String jar) {
    URI name = new Path(jar).toUri();
    boolean isLocal = name.getScheme() == null || name.getScheme().equals("file");
    return isLocal ? name.getPath() : name.toString();
  }
}
