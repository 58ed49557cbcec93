package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The uuids of concrete indices, kept with a comparison. Sequence numbers begin again in an index
 * that is created again, so those of the comparison mean nothing there. Immutable.
 */
public final class IndexUuids {

  private static final String KEY = InternalKeys.PREFIX + "verify.uuids";

  private final Map<String, String> uuids;

  private IndexUuids(Map<String, String> uuids) {
    this.uuids = uuids;
  }

  /**
   * Asks for the uuids of existing indices. Blocks.
   *
   * @param names comma-separated indices, aliases, data streams and patterns
   */
  public static IndexUuids ask(Administration server, String names) throws IOException {
    JsonTree reply =
        server.read(
            "Reading the uuids of " + names,
            "/"
                + HttpRequest.part(names)
                + "/_settings/index.uuid?flat_settings=true&ignore_unavailable=true");
    Map<String, String> uuids = new TreeMap<>();
    reply
        .fields()
        .forEach(
            (index, settings) ->
                settings.at("settings", "index.uuid").text().ifPresent(id -> uuids.put(index, id)));
    return new IndexUuids(uuids);
  }

  /** The uuids that a comparison has stored. */
  public static IndexUuids of(Configuration conf) {
    Map<String, String> uuids = new TreeMap<>();
    for (String pair : conf.getTrimmedStrings(KEY)) {
      int slash = pair.lastIndexOf('/');
      if (slash > 0) {
        uuids.put(pair.substring(0, slash), pair.substring(slash + 1));
      }
    }
    return new IndexUuids(uuids);
  }

  void store(Configuration conf) {
    List<String> pairs = new ArrayList<>();
    uuids.forEach((index, uuid) -> pairs.add(index + '/' + uuid));
    conf.set(KEY, String.join(",", pairs));
  }

  /** Whether an index has this uuid. */
  boolean has(String index, String uuid) {
    return uuid.equals(uuids.get(index));
  }

  /** The indices that do not exist now, at least not under the names that were asked for. */
  public List<String> gone(IndexUuids now) {
    List<String> missing = new ArrayList<>(uuids.keySet());
    missing.removeAll(now.uuids.keySet());
    return missing;
  }

  /** The indices that now have another uuid. */
  public List<String> createdAgain(IndexUuids now) {
    List<String> others = new ArrayList<>();
    uuids.forEach(
        (index, uuid) -> {
          if (!now.uuids.getOrDefault(index, uuid).equals(uuid)) {
            others.add(index);
          }
        });
    return others;
  }
}
