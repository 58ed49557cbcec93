package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Parses booleans as elasticsearch-hadoop does: some words are false, anything else is true. */
final class EsBoolean {

  private static final List<String> FALSE =
      Collections.unmodifiableList(Arrays.asList("", "false", "0", "off", "no"));

  private EsBoolean() {}

  static boolean read(String text) {
    return !FALSE.contains(text.trim().toLowerCase(Locale.ROOT));
  }
}
