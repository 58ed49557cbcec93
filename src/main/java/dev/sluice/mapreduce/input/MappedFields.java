package dev.sluice.mapreduce.input;

import dev.sluice.client.Connection;
import dev.sluice.client.search.ReadShard;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mappings once at submission: the types for maps, and whether the requested fields
 * exist.
 */
final class MappedFields {

  private static final Logger log = LoggerFactory.getLogger(MappedFields.class);

  private final Connection connection;
  private final InputOptions options;

  MappedFields(Connection connection, InputOptions options) {
    this.connection = connection;
    this.options = options;
  }

  /**
   * Stores the types in the job.
   *
   * @throws ConfigException if indices have conflicting types for a field, or a required field does
   *     not exist
   */
  void prepare(List<ReadShard> shards, Configuration conf) throws IOException {
    boolean looksForFields =
        !options.fields.isEmpty() && options.missingFields != MissingFields.IGNORE;
    if (!options.isTyped() && !looksForFields) {
      return;
    }
    Set<String> indices = shards.stream().map(ReadShard::index).collect(Collectors.toSet());
    List<Map<String, String>> mappings = connection.fieldTypes(indices);
    if (looksForFields && !shards.isEmpty()) {
      lookForFields(mappings);
    }
    if (options.isTyped()) {
      FieldKinds kinds = FieldKinds.of(mappings);
      check(kinds);
      kinds.store(conf);
    }
  }

  private void lookForFields(List<Map<String, String>> mappings) {
    List<String> missing =
        options.fields.stream()
            .filter(field -> !field.contains("*"))
            .filter(field -> mappings.stream().noneMatch(mapping -> mapping.containsKey(field)))
            .collect(Collectors.toList());
    if (missing.isEmpty()) {
      return;
    }
    String what =
        InputSettings.FIELDS
            + " names "
            + String.join(", ", missing)
            + ", not found in any mapping of "
            + String.join(",", options.index);
    if (options.missingFields == MissingFields.FAIL) {
      throw new ConfigException(
          what + ": correct it, or set " + InputSettings.MISSING_FIELDS + " to warn");
    }
    log.warn("{}", what);
  }

  private void check(FieldKinds kinds) {
    if (!kinds.conflicts().isEmpty()) {
      throw new ConfigException(
          InputSettings.INDEX
              + " is \""
              + String.join(",", options.index)
              + "\", but these indices have conflicting mappings for "
              + String.join(", ", kinds.conflicts())
              + " (an object in one, a value in another). Read them in separate jobs, exclude"
              + " the fields with "
              + MapSettings.EXCLUDE
              + " and set "
              + MapSettings.TYPES
              + " to json, or read the documents as text");
    }
    if (!options.unmapped && !kinds.left().isEmpty()) {
      log.warn(
          "Fields of types that have no Writable are omitted from maps: {}. Set {} to true to"
              + " include"
              + " them",
          String.join(", ", kinds.left()),
          MapSettings.UNMAPPED);
    }
  }
}
