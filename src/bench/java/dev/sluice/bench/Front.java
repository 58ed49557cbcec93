package dev.sluice.bench;

import java.io.IOException;

/** Stands before a server, so that contestants meet it and nothing else. */
interface Front extends AutoCloseable {

  /** Where it answers. */
  String url();

  /** Whether what is sent to it reaches the server. */
  boolean keepsDocuments();

  @Override
  void close() throws IOException;
}
