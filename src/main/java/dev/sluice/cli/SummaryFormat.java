package dev.sluice.cli;

/** The form in which a command prints its result. */
enum SummaryFormat {
  TEXT,
  JSON;

  static final String OPTION = "--summary";

  /**
   * Whether arguments ask for JSON. Read from the words of the command line, so that a mistake in
   * another option is reported as JSON as well.
   */
  static boolean isJson(String... args) {
    for (int i = 0; i < args.length; i++) {
      boolean joined = args[i].equalsIgnoreCase(OPTION + "=" + JSON);
      boolean apart =
          args[i].equals(OPTION)
              && i + 1 < args.length
              && JSON.name().equalsIgnoreCase(args[i + 1]);
      if (joined || apart) {
        return true;
      }
    }
    return false;
  }
}
