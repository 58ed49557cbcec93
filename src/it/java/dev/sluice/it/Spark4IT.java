package dev.sluice.it;

/**
 * The same cases under Spark 4, which has Scala 2.13 and a newer Hadoop; only in the full profile.
 */
class Spark4IT extends SparkIT {

  @Override
  String version() {
    return "4.2.0";
  }
}
