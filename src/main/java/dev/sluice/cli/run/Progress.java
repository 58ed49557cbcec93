package dev.sluice.cli.run;

import java.io.Closeable;

/** Shows how far a job has come. Used by one thread; closed before the summary is printed. */
interface Progress extends Closeable {

  void show(Snapshot now);

  @Override
  void close();
}
