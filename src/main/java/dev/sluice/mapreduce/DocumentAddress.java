package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkAction;
import dev.sluice.bulk.VersionType;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import java.util.Optional;

/** What a document says of where it goes: its index, routing and version. Not thread-safe. */
final class DocumentAddress {

  private static final String PARENT = ".parent";

  private final IndexPattern index;
  private final DocumentField routing;
  private final DocumentField join;
  private final DocumentField version;
  private final VersionType versionType;

  private DocumentAddress(Settings settings) {
    index = settings.get(OutputSettings.INDEX).flatMap(IndexPattern::of).orElse(null);
    routing = field(OutputSettings.ROUTING_FIELD, "", settings);
    join = field(DocumentSettings.ROUTING_JOIN, PARENT, settings);
    version = field(DocumentSettings.VERSION_FIELD, "", settings);
    versionType = settings.get(DocumentSettings.VERSION_TYPE);
  }

  private static DocumentField field(
      Setting<Optional<String>> setting, String suffix, Settings settings) {
    return settings
        .get(setting)
        .map(path -> new DocumentField(path + suffix, setting + "=" + path))
        .orElse(null);
  }

  /** The addresses that the settings ask for. */
  static DocumentAddress read(Settings settings) {
    return new DocumentAddress(settings);
  }

  /**
   * Puts its address on the action with a document.
   *
   * @throws Refusal if the document lacks a field that this takes
   */
  void put(BulkAction.Builder action, Span document) throws Refusal {
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
   * The index that a document names itself; absent where all have one.
   *
   * @throws Refusal if the document lacks a field that this takes
   */
  Optional<String> index(Span document) throws Refusal {
    return index == null ? Optional.empty() : Optional.of(index.nameFor(document));
  }

  private static long number(String text) throws Refusal {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a negative number is.
    }
    throw Refusal.ofValue(
        "its version is \""
            + text
            + "\", but must be a whole number from 0 on, which "
            + DocumentSettings.VERSION_FIELD
            + " asks for");
  }
}
