package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;

/**
 * Lets a job find its own classes at submission. Hadoop loads formats, mappers and types through
 * the class loader of the job configuration. {@code HBaseConfiguration.create()} sets that to the
 * class loader of HBase, which under {@code hadoop jar} does not see the job jar. The class loader
 * of the thread does.
 *
 * <p>An instance combines several class loaders: the first one that knows a class or resource
 * provides it. Thread-safe.
 */
@InterfaceAudience.LimitedPrivate("drop-in jar")
@InterfaceStability.Evolving
public final class JobClasses extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final List<ClassLoader> others;

  private JobClasses(List<ClassLoader> loaders) {
    super(loaders.get(0));
    others = new ArrayList<>(loaders.subList(1, loaders.size()));
  }

  /**
   * Makes a configuration find all classes that the current thread, the configuration and this jar
   * can find, in this order. Does nothing if it already does.
   */
  public static void reach(Configuration conf) {
    Set<ClassLoader> all = new LinkedHashSet<>();
    all.add(Thread.currentThread().getContextClassLoader());
    all.add(conf.getClassLoader());
    all.add(JobClasses.class.getClassLoader());
    all.removeIf(Objects::isNull);
    List<ClassLoader> needed =
        all.stream()
            .filter(one -> all.stream().noneMatch(other -> other != one && sees(other, one)))
            .collect(Collectors.toList());
    conf.setClassLoader(needed.size() == 1 ? needed.get(0) : new JobClasses(needed));
  }

  /** Whether a class loader delegates to another, directly or indirectly. */
  private static boolean sees(ClassLoader from, ClassLoader wanted) {
    for (ClassLoader at = from; at != null; at = at.getParent()) {
      if (at == wanted) {
        return true;
      }
      if (at instanceof JobClasses
          && ((JobClasses) at).others.stream().anyMatch(other -> sees(other, wanted))) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (ClassLoader other : others) {
      try {
        return other.loadClass(name);
      } catch (ClassNotFoundException e) {
        // Try the next one.
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected URL findResource(String name) {
    return others.stream()
        .map(other -> other.getResource(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    List<URL> found = new ArrayList<>();
    for (ClassLoader other : others) {
      found.addAll(Collections.list(other.getResources(name)));
    }
    return Collections.enumeration(found);
  }
}
