package dev.sluice.mapreduce.commit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Restores the settings of indices in load mode when the driver of an engine ends before its job.
 * Hadoop's application master does so itself when its job is killed. Thread-safe.
 */
final class RestoreOnExit {

  /** After the hook of Spark, which stops the tasks, and before that of the file systems. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  private static final int PATIENCE_SECONDS = 35;

  private static final Map<String, Runnable> HOOKS = new ConcurrentHashMap<>();

  private RestoreOnExit() {}

  /**
   * Adds the hook of a job.
   *
   * @param restores restores the index; must not throw
   */
  static void add(String job, Runnable restores) {
    if (HOOKS.putIfAbsent(job, restores) == null) {
      ShutdownHookManager.get()
          .addShutdownHook(restores, PRIORITY, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Removes the hook of a job that has ended. */
  static void remove(String job) {
    Runnable hook = HOOKS.remove(job);
    if (hook != null && !ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
