package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Replies that real servers gave, by path without its query; tests change single values. */
final class RecordedReplies implements Questions {

  static final String[] SERVERS = {
    "elasticsearch-8.19.21", "elasticsearch-7.17.29", "opensearch-2.19.6"
  };

  private final Map<String, String> changes = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  private final String recorded;

  private RecordedReplies(String recorded) {
    this.recorded = recorded;
  }

  static RecordedReplies of(String server) {
    try (InputStream in = RecordedReplies.class.getResourceAsStream("/check/" + server + ".json")) {
      return new RecordedReplies(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RecordedReplies ofElasticsearch() {
    return of(SERVERS[0]);
  }

  /** Replaces a text in the replies; it must be there. */
  RecordedReplies with(String text, String other) {
    if (!recorded.contains(text)) {
      throw new IllegalArgumentException("not in the replies: " + text);
    }
    changes.put(text, other);
    return this;
  }

  /** Answers requests whose path begins like this with 403. */
  RecordedReplies forbidding(String path) {
    forbidden.add(path);
    return this;
  }

  @Override
  public Answer ask(String path, String privilege) {
    String bare = path.split("\\?", 2)[0];
    if (forbidden.stream().anyMatch(bare::startsWith)) {
      return Answer.refused(
          new ElasticsearchException(403, "security_exception", "GET " + bare), privilege);
    }
    String json = recorded;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      json = json.replace(change.getKey(), change.getValue());
    }
    JsonTree all = JsonTree.parse(json.getBytes(UTF_8));
    return all.fields().containsKey(bare)
        ? Answer.of(all.at(bare))
        : Answer.refused(new ElasticsearchException(404, "", "GET " + bare), privilege);
  }
}
