package dev.sluice.bench;

/** What one more costs: two totals, and how many there were of each. */
record Slope(double less, long fewer, double more, long many) {

  /** The cost of one. What was spent once in each, such as the start of a JVM, cancels. */
  double perItem() {
    return (more - less) / (many - fewer);
  }
}
