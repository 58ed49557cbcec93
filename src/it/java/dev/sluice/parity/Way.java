package dev.sluice.parity;

import dev.sluice.it.Artists;

/**
 * A way to run a scenario: by which of Hadoop's APIs, and with which form of its documents. The
 * formats are those of the drop-in jar, known by name alone, as to a job that was compiled against
 * elasticsearch-hadoop.
 */
enum Way {
  OLD_API_MAPS(true, false),
  OLD_API_JSON(true, true),
  NEW_API_MAPS(false, false),
  NEW_API_JSON(false, true);

  final boolean old;
  final boolean json;

  Way(boolean old, boolean json) {
    this.old = old;
    this.json = json;
  }

  /** Begins the name of an index of this way's own. */
  String index(String name) {
    return Parity.PREFIX + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + name;
  }

  /** The document that an artist becomes. */
  String source(Artists artist) {
    return json ? artist.json() : artist.plainJson();
  }
}
