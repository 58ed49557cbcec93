package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A contestant as it enters a scenario: which one, how it is set, and under what name it is
 * reported. Immutable.
 *
 * @param name its name in tables
 * @param contestant the contestant's own name
 * @param heap of its JVM
 * @param keys what is set, beside the assignment or in its place
 * @param tuned whether it is set like Sluice where it can be, and so belongs in the second table
 */
record Entrant(
    String name, String contestant, String heap, Map<String, String> keys, boolean tuned) {

  private static final String INDEX = "bench.index.";

  static Entrant of(String contestant) {
    return new Entrant(contestant, contestant, "1g", Map.of(), false);
  }

  /** The same under a name of its own. */
  Entrant named(String other) {
    return new Entrant(other, contestant, heap, keys, tuned);
  }

  /** The same with one more key. */
  Entrant with(String key, Object value) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    more.put(key, value.toString());
    return new Entrant(name, contestant, heap, more, tuned);
  }

  /** The same with its own number of tasks. */
  Entrant tasks(int number) {
    return with(Assignment.TASKS, number);
  }

  /** The same with a setting of its index, until its run is over. */
  Entrant index(String setting, Object value) {
    return with(INDEX + setting, value);
  }

  /** The settings of its index, beside those of the scenario or in their place. */
  Map<String, String> indexSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    keys.forEach(
        (key, value) -> {
          if (key.startsWith(INDEX)) {
            settings.put(key.substring(INDEX.length()), value);
          }
        });
    return settings;
  }

  /** The same with another heap. */
  Entrant heap(String size) {
    return new Entrant(name, contestant, size, keys, tuned);
  }

  /** The same in the second table. */
  Entrant asTuned() {
    return new Entrant(name + "-tuned", contestant, heap, keys, true);
  }
}
