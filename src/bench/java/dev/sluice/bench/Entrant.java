package dev.sluice.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A contestant as it enters a scenario: which one, how it is set, and under what name it is
 * reported. Immutable.
 *
 * @param name its name in tables
 * @param contestant the contestant's own name
 * @param keys what is set, beside the assignment
 * @param tuned whether it is set like Sluice where it can be, and so belongs in the second table
 */
record Entrant(String name, String contestant, Map<String, String> keys, boolean tuned) {

  static Entrant of(String contestant) {
    return new Entrant(contestant, contestant, Map.of(), false);
  }

  /** The same under a name of its own. */
  Entrant named(String other) {
    return new Entrant(other, contestant, keys, tuned);
  }

  /** The same with one more key. */
  Entrant with(String key, Object value) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    more.put(key, value.toString());
    return new Entrant(name, contestant, more, tuned);
  }

  /** The same in the second table, where it keeps its name. */
  Entrant asTuned() {
    return new Entrant(name + "-tuned", contestant, keys, true);
  }
}
