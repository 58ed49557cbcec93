package dev.sluice.cli.run;

import java.io.Closeable;

/** Shows the progress of a job. Used by one thread; closed before the summary is printed. */
interface Progress extends Closeable {

  void show(ProgressSnapshot now);

  @Override
  void close();
}
