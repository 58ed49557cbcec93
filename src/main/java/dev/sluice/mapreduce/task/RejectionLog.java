package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each document that is rejected or of unknown outcome, by its id and error alone, once it is
 * kept.
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

  /** What keeps them, with a log where the settings ask for one. */
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
