package dev.sluice.client.index;

/** A data stream that does not exist yet, as its index template will create it. Immutable. */
public final class FutureStream {

  private final String mode;

  FutureStream(String mode) {
    this.mode = mode;
  }

  /** Whether Elasticsearch generates the ids of its documents from time and dimensions. */
  public boolean timeSeries() {
    return mode.equals(IndexInfo.TIME_SERIES);
  }
}
