package dev.sluice.config;

/**
 * The source of configuration texts: a Hadoop configuration, a map, a command line. Has the
 * signature of Hadoop's {@code Configuration.get}, so {@code conf::get} is a lookup.
 */
@FunctionalInterface
public interface Lookup {

  /**
   * Finds the text of a key.
   *
   * @param key the full name of the key
   * @return the text, or null if not set
   */
  String find(String key);
}
