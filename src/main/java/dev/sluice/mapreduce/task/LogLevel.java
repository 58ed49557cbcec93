package dev.sluice.mapreduce.task;

import org.slf4j.Logger;

/** A log level; {@code OFF} disables logging. */
public enum LogLevel {
  /** No logging. */
  OFF,
  /** For developers of Sluice. */
  TRACE,
  /** For developers of Sluice. */
  DEBUG,
  /** For operators. */
  INFO,
  /** For operators: needs attention. */
  WARN,
  /** For operators: needs immediate attention. */
  ERROR;

  void log(Logger log, String format, Object... parts) {
    switch (this) {
      case OFF:
        return;
      case TRACE:
        log.trace(format, parts);
        return;
      case DEBUG:
        log.debug(format, parts);
        return;
      case INFO:
        log.info(format, parts);
        return;
      case WARN:
        log.warn(format, parts);
        return;
      case ERROR:
        log.error(format, parts);
        return;
    }
    throw new AssertionError(this);
  }
}
