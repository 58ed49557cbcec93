package dev.sluice.mapreduce.control;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What a user wants of a running job: a pause, and a rate. Immutable. */
public final class JobControl {

  /** Neither a pause nor another rate than that of the configuration. */
  public static final JobControl NONE = new JobControl(false, null);

  private static final String PAUSED = "paused";
  private static final String BYTES = "rate_bytes";
  private static final String DOCUMENTS = "rate_documents";

  private final boolean paused;
  private final Rate rate;

  private JobControl(boolean paused, Rate rate) {
    this.paused = paused;
    this.rate = rate;
  }

  /** The same with or without a pause. */
  public JobControl paused(boolean pause) {
    return new JobControl(pause, rate);
  }

  /** The same with a rate for the whole job, instead of that of the configuration. */
  public JobControl with(Rate ofJob) {
    return new JobControl(paused, ofJob);
  }

  public boolean isPaused() {
    return paused;
  }

  /** The rate of the whole job, if the user has changed it. */
  public Optional<Rate> rate() {
    return Optional.ofNullable(rate);
  }

  /** The bytes that {@link #read} reads. */
  byte[] toJson() {
    ByteArray bytes = new ByteArray(64);
    JsonWriter json = new JsonWriter(bytes).startObject().name(PAUSED).value(paused);
    if (rate != null) {
      json.name(BYTES).value(rate.bytesPerSecond());
      json.name(DOCUMENTS).value(rate.documentsPerSecond());
    }
    json.endObject();
    byte[] copy = new byte[bytes.length()];
    System.arraycopy(bytes.array(), 0, copy, 0, copy.length);
    return copy;
  }

  /**
   * Parses a control file.
   *
   * @throws IOException if the bytes are invalid
   */
  static JobControl read(byte[] bytes) throws IOException {
    JsonScan scan = new JsonScan(bytes, 0, bytes.length);
    try {
      Map<String, String> texts = JsonObject.read(scan);
      scan.end();
      JobControl control = NONE.paused(Boolean.parseBoolean(texts.get(PAUSED)));
      return texts.containsKey(BYTES) ? control.with(rate(texts)) : control;
    } catch (IOException | NumberFormatException e) {
      throw new IOException("a control file is truncated or not valid: " + e.getMessage(), e);
    }
  }

  private static Rate rate(Map<String, String> texts) {
    return Rate.of(
        Long.parseLong(texts.get(BYTES)), Long.parseLong(texts.getOrDefault(DOCUMENTS, "0")));
  }
}
