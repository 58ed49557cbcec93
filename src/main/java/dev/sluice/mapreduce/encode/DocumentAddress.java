package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import dev.sluice.json.ByteSlice;
import java.util.Optional;

/** Determines index, routing and version of a document from its fields. Not thread-safe. */
public final class DocumentAddress {

  private static final String PARENT = ".parent";

  private final IndexPattern index;
  private final String template;
  private final boolean fills;
  private final DocumentField routing;
  private final DocumentField join;
  private final DocumentField version;
  private final VersionType versionType;
  private final NumberText numbers;

  /** The pattern of the last action with its own index. */
  private IndexPattern brought;

  private String broughtText = "";

  private DocumentAddress(Settings settings, boolean fills) {
    this.fills = fills;
    String name = settings.get(OutputSettings.INDEX).orElse("");
    numbers = settings.get(DocumentSettings.ID_NUMBERS);
    index = IndexPattern.of(name, numbers).orElse(null);
    template = index == null ? null : name;
    routing = field(OutputSettings.ROUTING_FIELD, "", settings);
    join = field(DocumentSettings.ROUTING_JOIN, PARENT, settings);
    version = field(DocumentSettings.VERSION_FIELD, "", settings);
    versionType = settings.get(DocumentSettings.VERSION_TYPE);
  }

  private static DocumentField field(
      Setting<Optional<String>> setting, String suffix, Settings settings) {
    return settings
        .get(setting)
        .map(
            path ->
                new DocumentField(
                    path + suffix, setting + "=" + path, settings.get(DocumentSettings.ID_NUMBERS)))
        .orElse(null);
  }

  /** Reads the settings. */
  public static DocumentAddress read(Settings settings) {
    return read(settings, false);
  }

  /**
   * Reads the settings.
   *
   * @param fills whether the indices of actions may also be patterns
   */
  public static DocumentAddress read(Settings settings, boolean fills) {
    return new DocumentAddress(settings, fills);
  }

  /**
   * Sets the address of an action from its document.
   *
   * @throws RecordRefusedException if the document lacks a required field
   */
  void put(BulkAction.Builder action, ByteSlice document) throws RecordRefusedException {
    Optional<String> name = index(document);
    if (name.isPresent()) {
      action.index(name.get());
    }
    if (routing != null) {
      action.routing(routing.in(document));
    } else if (join != null) {
      action.routing(join.find(document).orElse(null));
    }
    if (version != null) {
      action.version(number(version.in(document)), versionType);
    }
  }

  /**
   * The index that a document determines; empty if all documents have the same.
   *
   * @throws RecordRefusedException if the document lacks a required field
   */
  Optional<String> index(ByteSlice document) throws RecordRefusedException {
    return index == null ? Optional.empty() : Optional.of(index.nameFor(document));
  }

  /**
   * The index of an action.
   *
   * @param given the index of the action, or null
   * @return null for the index of the job
   * @throws RecordRefusedException if the document lacks a required field
   */
  String index(String given, ByteSlice document) throws RecordRefusedException {
    if (given == null) {
      return index(document).orElse(null);
    }
    return fills && given.indexOf('{') >= 0 ? filled(given, document) : given;
  }

  private String filled(String pattern, ByteSlice document) throws RecordRefusedException {
    if (!pattern.equals(broughtText)) {
      try {
        brought = IndexPattern.of(pattern, numbers).orElse(null);
      } catch (IllegalArgumentException e) {
        throw RecordRefusedException.ofValue(
            "invalid index name from \"" + pattern + "\": " + e.getMessage());
      }
      broughtText = pattern;
    }
    return brought == null ? pattern : brought.nameFor(document);
  }

  /** The same for a rejected document: the pattern itself if it cannot be filled. */
  String knownIndex(String given, ByteSlice document) {
    try {
      return index(given, document);
    } catch (RecordRefusedException refusal) {
      return given == null ? template : given;
    }
  }

  /** Sets the known parts of the address of a rejected document. */
  void putKnown(BulkAction.Builder action, ByteSlice document) {
    action.index(knownIndex(null, document));
    try {
      if (routing != null) {
        action.routing(routing.find(document).orElse(null));
      } else if (join != null) {
        action.routing(join.find(document).orElse(null));
      }
      if (version != null) {
        action.version(number(version.in(document)), versionType);
      }
    } catch (RecordRefusedException refusal) {
      // The missing field is already reported.
      return;
    }
  }

  private static long number(String text) throws RecordRefusedException {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a negative number.
    }
    throw RecordRefusedException.ofValue(
        "the version is \""
            + text
            + "\" but must be a whole number of at least 0 ("
            + DocumentSettings.VERSION_FIELD
            + ")");
  }
}
