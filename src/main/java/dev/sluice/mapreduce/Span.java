package dev.sluice.mapreduce;

/** Some bytes of an array. */
final class Span {

  final byte[] bytes;
  final int start;
  final int count;

  Span(byte[] bytes, int start, int count) {
    this.bytes = bytes;
    this.start = start;
    this.count = count;
  }
}
