package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.mapreduce.encode.IndexName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges an index that does not exist yet: what the job would create. */
final class NewIndexFindings {

  /** Covered by the cluster privilege monitor, unlike the API for templates. */
  static final String TEMPLATES =
      "/_cluster/state/metadata?filter_path="
          + "metadata.index_template.index_template.*.index_patterns,"
          + "metadata.index_template.index_template.*.priority,"
          + "metadata.index_template.index_template.*.composed_of,"
          + "metadata.index_template.index_template.*.data_stream,"
          + "metadata.index_template.index_template.*.template.settings,"
          + "metadata.component_template.component_template.*.template.settings";

  private final String index;
  private final NewIndexBody body;
  private final Answer templates;

  /**
   * Creates the judge.
   *
   * @param templates the reply to {@link #TEMPLATES}
   */
  NewIndexFindings(String index, NewIndexBody body, Answer templates) {
    this.index = index;
    this.body = body;
    this.templates = templates;
  }

  List<Finding> of(int dataNodes, boolean loadMode) {
    List<Finding> findings = new ArrayList<>();
    if (body.isForbidden()) {
      findings.add(
          Finding.bad("index", "does not exist", "create it, or remove sluice.index.create=never"));
      return findings;
    }
    if (!IndexName.isCreatable(index)) {
      findings.add(
          Finding.bad(
              "index", "does not exist", "an index name must be lowercase: change --index"));
      return findings;
    }
    findings.add(Finding.ok("index", "does not exist, the job would create it from " + origin()));
    findings.add(IndexFindings.shards(shards(), dataNodes));
    findings.add(IndexFindings.replicas(setting("number_of_replicas", "1"), loadMode));
    findings.add(IndexFindings.refresh(setting("refresh_interval", "1s"), loadMode));
    findings.add(IndexFindings.durability(setting("translog.durability", "request"), loadMode));
    if (!templates.isPresent()) {
      findings.add(templates.unseen("template"));
    }
    return findings;
  }

  /** The primary shards of the future index. */
  int shards() {
    String text = setting("number_of_shards", "1");
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
  }

  private String origin() {
    Optional<IndexTemplate> template = template();
    String from = body.name().map(name -> name + " and ").orElse("");
    return from
        + template
            .map(found -> (found.isForStreams() ? "data stream " : "") + "template " + found.name())
            .orElse("the server's defaults");
  }

  private String setting(String key, String fallback) {
    Map<String, String> settings = new HashMap<>();
    template().ifPresent(found -> settings.putAll(found.settings()));
    settings.putAll(body.settings());
    return settings.getOrDefault(key, fallback);
  }

  private Optional<IndexTemplate> template() {
    JsonTree metadata = templates.tree().at("metadata");
    return IndexTemplate.best(
        index,
        metadata.at("index_template", "index_template"),
        metadata.at("component_template", "component_template"));
  }
}
