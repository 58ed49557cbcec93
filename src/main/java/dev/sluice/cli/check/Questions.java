package dev.sluice.cli.check;

/** Sends GET requests to the cluster; tests answer with recorded replies. */
interface Questions {

  /** A privilege that reading the nodes and the cluster state needs. */
  String CLUSTER_MONITOR = "the cluster privilege monitor";

  /**
   * Asks. Blocks; does not throw if the cluster refuses or does not answer.
   *
   * @param path with its query
   * @param privilege what the request needs
   */
  Answer ask(String path, String privilege);
}
