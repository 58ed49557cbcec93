package dev.sluice.json;

/** Some bytes of an array. */
public final class Span {

  public final byte[] bytes;
  public final int start;
  public final int count;

  public Span(byte[] bytes, int start, int count) {
    this.bytes = bytes;
    this.start = start;
    this.count = count;
  }
}
