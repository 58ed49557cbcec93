package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each rejected document and each document with unknown outcome, with its id and error only,
 * after it is saved.
 */
final class RejectionLog implements Rejections {

  private final Rejections kept;
  private final LogLevel level;
  private final Logger log;

  private RejectionLog(Rejections kept, LogLevel level, Logger log) {
    this.kept = kept;
    this.level = level;
    this.log = log;
  }

  /** Adds a log to the rejections, if configured. */
  static Rejections over(Rejections kept, ErrorOptions options) {
    return options.level == LogLevel.OFF
        ? kept
        : new RejectionLog(kept, options.level, LoggerFactory.getLogger(options.logger));
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    kept.rejected(document);
    level.log(log, "Rejected document {}: {}", name(document), document.error());
  }

  @Override
  public void unknown(RejectedDocument document) throws IOException {
    kept.unknown(document);
    level.log(log, "Unknown outcome of document {}: {}", name(document), document.error());
  }

  private static String name(RejectedDocument document) {
    return document.id().isEmpty() ? "without an id" : "\"" + document.id() + "\"";
  }
}
