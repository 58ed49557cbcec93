package dev.sluice.mapreduce.encode;

/** How a document that brings no id gets one. */
public enum IdGeneration {
  /**
   * By its place where the input has a fixed order (a map task over files), otherwise by its
   * content: a second attempt of the task then writes the same documents, not more.
   */
  AUTO,
  /** By its content: identical documents of a job become one. */
  CONTENT,
  /** By the server: a request that is sent again may double its documents. */
  SERVER,
  /**
   * By its place where the input has a fixed order, otherwise by the server: identical documents
   * stay as many as they are.
   */
  EACH
}
