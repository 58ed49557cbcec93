package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.verify.ComparedIndices;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The groups of indices in which an id is unique, by the names that a load uses. Immutable. */
final class IdGroups {

  private final ComparedIndices indices;
  private final String index;

  private IdGroups(ComparedIndices indices, String index) {
    this.indices = indices;
    this.index = index;
  }

  static IdGroups of(Configuration load) {
    return new IdGroups(
        ComparedIndices.load(load), OutputSettings.INDEX.read(load::get).orElse(""));
  }

  /** The group of an index; without one, of the index of the load. */
  String of(Optional<String> name) {
    return indices.groupOf(name.orElse(index));
  }

  /** A text that only the same id in the same group has. */
  String key(Optional<String> name, String id) {
    return of(name) + '\n' + id;
  }
}
