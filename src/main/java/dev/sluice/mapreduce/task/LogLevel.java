package dev.sluice.mapreduce.task;

import org.slf4j.Logger;

/** How urgent a line of the log is; {@code OFF} is none at all. */
public enum LogLevel {
  /** No line. */
  OFF,
  /** For us. */
  TRACE,
  /** For us. */
  DEBUG,
  /** For the operator. */
  INFO,
  /** For the operator, who should look at it. */
  WARN,
  /** For the operator, at once. */
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
