package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;

/** One way to do the work. Runs once, in a JVM of its own. */
interface Contestant {

  /**
   * Does it, and has the watch run from when the first document could be handed over until the last
   * was answered for.
   *
   * @param conf the {@link Assignment}, and the keys of the contestant
   * @throws Exception if a single document was not done
   */
  void run(Configuration conf, Stopwatch watch) throws Exception;
}
