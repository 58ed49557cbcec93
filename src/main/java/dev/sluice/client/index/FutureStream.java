package dev.sluice.client.index;

/** A data stream that is not there yet, as the template of its name will make it. Immutable. */
public final class FutureStream {

  private final String mode;

  FutureStream(String mode) {
    this.mode = mode;
  }

  /** Whether Elasticsearch makes the ids of its documents itself, of time and dimensions. */
  public boolean timeSeries() {
    return mode.equals(IndexInfo.TIME_SERIES);
  }
}
