package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import java.util.function.Function;

/** The reply to a request, or the reason why there is none. Immutable. */
final class Answer {

  private static final JsonTree NOTHING = JsonTree.parse("{}".getBytes(UTF_8));

  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;

  private final JsonTree tree;
  private final String reason;
  private final boolean missing;

  private Answer(JsonTree tree, String reason, boolean missing) {
    this.tree = tree;
    this.reason = reason;
    this.missing = missing;
  }

  static Answer of(JsonTree tree) {
    return new Answer(tree, "", false);
  }

  /**
   * No reply.
   *
   * @param privilege what to grant if that is the cause
   */
  static Answer refused(ElasticsearchException e, String privilege) {
    return new Answer(
        NOTHING,
        e.status() == FORBIDDEN ? "grant " + privilege : "failed: " + e.getMessage(),
        e.status() == MISSING);
  }

  /** Whether the cluster says that the index does not exist. */
  boolean isMissing() {
    return missing;
  }

  boolean isPresent() {
    return reason.isEmpty();
  }

  /** The reply; an empty object if there is none. */
  JsonTree tree() {
    return tree;
  }

  /** The finding, or that its figure could not be read. */
  Finding finding(String name, Function<JsonTree, Finding> finding) {
    return isPresent() ? finding.apply(tree) : unseen(name);
  }

  Finding unseen(String name) {
    return Finding.unseen(name, reason);
  }
}
