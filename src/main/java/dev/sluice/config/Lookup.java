package dev.sluice.config;

/**
 * Where the text of a key comes from: a Hadoop configuration, a map, a command line. Mirrors
 * Hadoop's {@code Configuration.get}, so that {@code conf::get} is one.
 */
@FunctionalInterface
public interface Lookup {

  /**
   * Finds the text a user gave for a key.
   *
   * @param key the full name of the key
   * @return the text, or null where none was given
   */
  String find(String key);
}
