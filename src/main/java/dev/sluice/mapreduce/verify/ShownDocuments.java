package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.DocumentWritable;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.verify.Difference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON of both documents of the first differences, on one line each. It holds the documents of
 * one batch at most, and nothing when enough differences were shown. Not thread-safe.
 */
final class ShownDocuments {

  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, String> indexed = new HashMap<>();
  private final ByteArray oneLine = new ByteArray(1024);
  private int left;

  /**
   * Creates an empty set.
   *
   * @param most the number of differences to show
   */
  ShownDocuments(int most) {
    left = most;
  }

  /** Starts a batch: the documents of its first ids are shown. */
  void start(List<Candidate> batch) {
    ids.clear();
    sources.clear();
    indexed.clear();
    batch.stream().limit(left).forEach(candidate -> ids.add(candidate.id()));
  }

  /** Adds a document of the source. */
  void add(BulkAction action) {
    if (ids.contains(action.id) && action.operation != Operation.DELETE) {
      put(sources, action.id, action.source, action.offset, action.length);
    }
  }

  /** Adds a document of the index. */
  void add(DocumentWritable document) {
    if (ids.contains(document.id())) {
      String place = place(document.id(), document.index(), document.routing().orElse(null));
      put(indexed, place, document.bytes(), document.offset(), document.length());
    }
  }

  private void put(Map<String, String> to, String key, byte[] json, int start, int count) {
    oneLine.truncate(0);
    try {
      JsonText.copyObject(json, start, count, oneLine);
    } catch (JsonFormException e) {
      return; // not JSON: it cannot be part of a line of JSON
    }
    to.put(key, new String(oneLine.array(), 0, oneLine.length(), StandardCharsets.UTF_8));
  }

  private static String place(String id, String index, String routing) {
    return id + '\n' + index + '\n' + routing;
  }

  /** The difference with its documents, if it is one of the first. */
  Difference show(Difference difference) {
    if (left == 0 || !ids.contains(difference.id())) {
      return difference;
    }
    left--;
    String place =
        place(difference.id(), difference.index().orElse(null), difference.routing().orElse(null));
    return difference
        .as(difference.kind())
        .source(sources.get(difference.id()))
        .indexed(indexed.get(place))
        .build();
  }
}
