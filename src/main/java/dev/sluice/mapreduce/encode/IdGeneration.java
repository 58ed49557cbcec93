package dev.sluice.mapreduce.encode;

/** How ids are generated for documents without one. */
public enum IdGeneration {
  /**
   * From the record number if the input has a fixed order (a map task over files), otherwise from
   * the content. A second attempt of the task then writes the same ids.
   */
  AUTO,
  /** From the content: identical documents of a job become one. */
  CONTENT,
  /** By the server: a resent request may duplicate its documents. */
  SERVER,
  /**
   * From the record number if the input has a fixed order, otherwise by the server: identical
   * documents stay separate.
   */
  EACH
}
