package dev.sluice.hbase;

import java.util.Collection;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Spelling {

  private Spelling() {}

  /** A question that proposes the nearest of the words, or nothing if none is near. */
  static String hint(String written, Collection<String> words) {
    String nearest = "";
    int least = 3;
    for (String word : words) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word);
      if (distance < least && distance < word.length()) {
        least = distance;
        nearest = word;
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?";
  }

  /** How many letters must be changed, put in, left out or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int edit = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        steps[i][j] = Math.min(edit, steps[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }
}
