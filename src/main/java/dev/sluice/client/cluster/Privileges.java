package dev.sluice.client.cluster;

import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The privileges that the credentials lack; none where security is off. A server that cannot be
 * asked is logged once. Each call blocks. Thread-safe.
 */
public final class Privileges {

  private static final Logger log = LoggerFactory.getLogger(Privileges.class);

  private final NodeFailover control;
  private final Discovery discovery;
  private final AtomicBoolean said = new AtomicBoolean();

  public Privileges(NodeFailover control, Discovery discovery) {
    this.control = control;
    this.discovery = discovery;
  }

  /** The missing ones of the given cluster privileges, sorted. */
  public List<String> missingOnCluster(String... privileges) throws ElasticsearchException {
    return ask("{\"cluster\":" + array(Arrays.stream(privileges)) + "}")
        .map(answer -> missing(answer.at("cluster"), privileges))
        .orElse(Collections.emptyList());
  }

  /** The missing ones of the given privileges, sorted, by index; an index with all is left out. */
  public Map<String, List<String>> missingOn(Collection<String> indices, String... privileges)
      throws ElasticsearchException {
    Optional<JsonTree> answer =
        ask(
            "{\"index\":[{\"names\":"
                + array(indices.stream())
                + ",\"privileges\":"
                + array(Arrays.stream(privileges))
                + "}]}");
    Map<String, List<String>> missing = new LinkedHashMap<>();
    if (answer.isPresent()) {
      for (String index : indices) {
        missing.put(index, missing(answer.get().at("index", index), privileges));
      }
    }
    missing.values().removeIf(List::isEmpty);
    return missing;
  }

  /** The error for a privilege that a job cannot do without. */
  public static ElasticsearchException lacking(String privilege, String index) {
    return new ElasticsearchException(
        403,
        "security_exception",
        "The credentials lack the privilege \""
            + privilege
            + "\" on index "
            + index
            + ": grant it, or use other credentials");
  }

  private Optional<JsonTree> ask(String body) throws ElasticsearchException {
    Distribution distribution = discovery.distribution();
    if (!distribution.tellsPrivileges()) {
      if (said.compareAndSet(false, true)) {
        log.info(
            "{} cannot tell privileges, so they are not checked before the job starts. If one is"
                + " missing, the first request that needs it fails with 403",
            distribution);
      }
      return Optional.empty();
    }
    HttpRequest call = HttpRequest.of("POST", "/_security/user/_has_privileges").json(body);
    try {
      return Optional.of(control.ask(call, JsonTree::read));
    } catch (ElasticsearchException e) {
      if (e.isOfUnknownApi()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<String> missing(JsonTree held, String... privileges) {
    return Arrays.stream(privileges)
        .filter(privilege -> !held.at(privilege).isTrue())
        .sorted()
        .collect(Collectors.toList());
  }

  private static String array(Stream<String> texts) {
    return texts.map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
  }
}
