package dev.sluice.mapreduce.input;

import dev.sluice.config.Settings;
import dev.sluice.read.ReadQuery;
import java.util.List;
import java.util.Optional;

/** The options of the input format. Immutable. */
public final class InputOptions {

  /** Characters that are invalid in names and patterns; a colon names a remote cluster. */
  private static final String FORBIDDEN = " \\\"?|#:";

  public final List<String> index;
  final ReadValue value;
  final boolean metadata;
  final Missing missing;
  final List<String> fields;
  final MissingFields missingFields;
  final MetadataForm form;
  final List<String> routing;
  public final boolean mayLackShards;
  final boolean skipsUnreadable;
  final MapTypes types;
  final List<String> included;
  final List<String> excluded;
  final boolean unmapped;
  final boolean emptyAsNull;
  final List<String> arrays;

  private final List<String> metadataFields;

  private InputOptions(Settings settings) {
    index = settings.get(InputSettings.INDEX);
    value = settings.get(InputSettings.VALUE);
    metadata = settings.get(InputSettings.METADATA);
    missing = settings.get(InputSettings.MISSING);
    fields = settings.get(InputSettings.FIELDS);
    missingFields = settings.get(InputSettings.MISSING_FIELDS);
    metadataFields = settings.get(InputSettings.METADATA_FIELDS);
    form =
        new MetadataForm(
            settings.get(InputSettings.METADATA_NAME),
            metadataFields,
            settings.get(InputSettings.METADATA_TYPE) == MetadataType.TEXT);
    routing = settings.get(InputSettings.ROUTING);
    mayLackShards = settings.get(InputSettings.UNASSIGNED) == OnFault.SKIP;
    skipsUnreadable = settings.get(InputSettings.UNREADABLE) == OnFault.SKIP;
    types = settings.get(MapSettings.TYPES);
    included = settings.get(MapSettings.INCLUDE);
    excluded = settings.get(MapSettings.EXCLUDE);
    unmapped = settings.get(MapSettings.UNMAPPED);
    emptyAsNull = settings.get(MapSettings.EMPTY_AS_NULL);
    arrays = settings.get(MapSettings.ARRAYS);
  }

  /** Reads the options and reports problems to the settings. */
  public static InputOptions read(Settings settings) {
    InputOptions options = new InputOptions(settings);
    if (options.index.isEmpty()) {
      settings.problem(InputSettings.INDEX + " is not set: name the indices or aliases to read");
    }
    for (String name : options.index) {
      if (name.chars().anyMatch(letter -> FORBIDDEN.indexOf(letter) >= 0)) {
        settings.problem(
            InputSettings.INDEX
                + " contains \""
                + name
                + "\" but must name indices, aliases or data streams of the source cluster,"
                + " comma-separated; * is a wildcard");
      }
    }
    for (String field : options.metadataFields) {
      if (!MetadataForm.KNOWN.contains(field)) {
        settings.problem(
            InputSettings.METADATA_FIELDS
                + " contains \""
                + field
                + "\" but allows only "
                + String.join(", ", MetadataForm.KNOWN));
      }
    }
    return options;
  }

  /** The query for reading a shard; the given query is JSON. */
  ReadQuery query(Optional<String> json) {
    ReadQuery all = ReadQuery.all().withFields(fields);
    ReadQuery query = json.map(all::matching).orElse(all);
    if (metadata && metadataFields.contains("_score")) {
      query = query.withScores();
    }
    return value == ReadValue.DOCUMENT || (metadata && wantsVersions())
        ? query.withVersions()
        : query;
  }

  private boolean wantsVersions() {
    return metadataFields.contains("_version")
        || metadataFields.contains("_seq_no")
        || metadataFields.contains("_primary_term");
  }

  /** Whether values have a copy of what the server returned, not a part of its reply. */
  boolean copiesValues() {
    return value != ReadValue.DOCUMENT;
  }

  /** Whether values are typed by the mapping. */
  boolean isTyped() {
    return value == ReadValue.MAP && types == MapTypes.MAPPING;
  }
}
