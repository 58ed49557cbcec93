package dev.sluice.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/** Suggests corrections for misspelled words. */
public final class Spelling {

  private Spelling() {}

  /**
   * The word that was probably meant: the one with the fewest changed, inserted, deleted or
   * transposed letters.
   *
   * @param most the maximum number of such changes
   */
  public static Optional<String> nearest(String written, Collection<String> words, int most) {
    String nearest = null;
    int least = most + 1;
    for (String word : words) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word);
      if (distance < least && distance < word.length()) {
        least = distance;
        nearest = word;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The same as a question that ends a message; empty if no word is near. */
  public static String hint(String written, Collection<String> words, int most) {
    return nearest(written, words, most)
        .map(Collections::singleton)
        .map(Spelling::question)
        .orElse("");
  }

  /** A question that ends a message, such as {@code ; did you mean a or b?}; empty for no words. */
  public static String question(Collection<String> meant) {
    return meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?";
  }

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
