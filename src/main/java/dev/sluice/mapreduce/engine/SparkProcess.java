package dev.sluice.mapreduce.engine;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/**
 * What Spark tells its own processes, a driver or an executor. Uses reflection, because Spark is
 * not on the class path of other jobs. What a version of Spark does not tell is unknown.
 */
final class SparkProcess {

  static final String SPECULATION = "spark.speculation";

  private static final String MOST_CORES = "spark.cores.max";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String EXECUTOR_CORES = "spark.executor.cores";
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";

  private final ClassLoader classes;
  private final Object env;

  private SparkProcess(ClassLoader classes, Object env) {
    this.classes = classes;
    this.env = env;
  }

  /** Spark in this process, if it runs here. */
  static Optional<SparkProcess> find(Configuration conf) {
    for (ClassLoader classes :
        new ClassLoader[] {
          SparkProcess.class.getClassLoader(),
          conf.getClassLoader(),
          Thread.currentThread().getContextClassLoader()
        }) {
      try {
        Object env = statically(classes, "org.apache.spark.SparkEnv", "get");
        if (env != null) {
          return Optional.of(new SparkProcess(classes, env));
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        // Not the class loader of Spark.
      }
    }
    return Optional.empty();
  }

  private static Object statically(ClassLoader classes, String type, String method)
      throws ReflectiveOperationException {
    return Class.forName(type, false, classes).getMethod(method).invoke(null);
  }

  private static Object call(Object on, String method) throws ReflectiveOperationException {
    return on.getClass().getMethod(method).invoke(on);
  }

  private String setting(String key, String unset) {
    try {
      Object conf = call(env, "conf");
      return (String)
          conf.getClass().getMethod("get", String.class, String.class).invoke(conf, key, unset);
    } catch (ReflectiveOperationException e) {
      return unset;
    }
  }

  /** Whether Spark may run two attempts of a task at the same time. */
  boolean isSpeculative() {
    return Boolean.parseBoolean(setting(SPECULATION, "false"));
  }

  /** The number of partitions of the stage of the current task. */
  OptionalInt partitions() {
    try {
      Object task = statically(classes, "org.apache.spark.TaskContext", "get");
      return task == null ? OptionalInt.empty() : OptionalInt.of(partitions(task));
    } catch (ReflectiveOperationException e) {
      return OptionalInt.empty();
    }
  }

  /** Through the public type, because the type of the object is not accessible. */
  private int partitions(Object task) throws ReflectiveOperationException {
    Class<?> type = Class.forName("org.apache.spark.TaskContext", false, classes);
    return (Integer) type.getMethod("numPartitions").invoke(task);
  }

  /**
   * The cores of all executors, if the settings limit them. The number of those registered is not
   * used: it grows while an application starts.
   */
  OptionalInt slots() {
    if (Boolean.parseBoolean(setting(DYNAMIC, "false"))) {
      return OptionalInt.empty();
    }
    int most = number(MOST_CORES, number(INSTANCES, 0) * number(EXECUTOR_CORES, 1));
    return most > 0 ? OptionalInt.of(most) : OptionalInt.empty();
  }

  private int number(String key, int unset) {
    try {
      return Integer.parseInt(setting(key, Integer.toString(unset)));
    } catch (NumberFormatException e) {
      return unset;
    }
  }
}
