package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;

/**
 * The generated input: document {@code n} has the same id and the same bytes for everybody. It
 * costs little more than copying those bytes, so that the input does not blur what is measured.
 * Thread-safe.
 */
public final class Documents {

  /** The fewest bytes. */
  static final int SMALLEST = 256;

  private static final int TEXT_POOL = 4 << 20;
  private static final int WORDS = 20_000;
  private static final int DIGITS = 10;
  private static final String START = "{\"id\":\"0000000000\",\"url\":\"https://example.org/";
  private static final String HEAD =
      START + "0000000000\",\"fetched\":1700000000000,\"title\":\"............................\"";
  private static final String TEXT = ",\"text\":\"";
  private static final int ID_AT = HEAD.indexOf("0000000000");
  private static final int TITLE_AT = HEAD.indexOf("....");
  private static final int TITLE = HEAD.length() - 1 - TITLE_AT;

  private final byte[] pool = pool();
  private final byte[] template;
  private final IdOrder ids;
  private final int textAt = HEAD.length() + TEXT.length();

  private Documents(int size, IdOrder ids) {
    this.ids = ids;
    if (size < SMALLEST) {
      throw new IllegalArgumentException(
          "a document of " + size + " bytes is too small: " + SMALLEST + " is the least");
    }
    template = new byte[size];
    byte[] head = (HEAD + TEXT).getBytes(US_ASCII);
    System.arraycopy(head, 0, template, 0, head.length);
    template[size - 2] = '"';
    template[size - 1] = '}';
  }

  /** Documents of a size in bytes, whose ids ascend. */
  public static Documents ofSize(int size) {
    return of(size, IdOrder.ASCENDING);
  }

  /** The same, whose ids come in an order. */
  static Documents of(int size, IdOrder ids) {
    return new Documents(size, ids);
  }

  /** Words by chance, the early ones of the vocabulary more often, as in a language. */
  private static byte[] pool() {
    Random random = new Random(7);
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(random);
    }
    StringBuilder text = new StringBuilder(TEXT_POOL + 16);
    while (text.length() < TEXT_POOL) {
      double chance = random.nextDouble();
      text.append(words[(int) (WORDS * chance * chance * chance)]).append(' ');
    }
    return text.substring(0, TEXT_POOL).getBytes(US_ASCII);
  }

  private static String word(Random random) {
    char[] letters = new char[3 + random.nextInt(7)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) ('a' + random.nextInt(26));
    }
    return new String(letters);
  }

  int size() {
    return template.length;
  }

  /** The id of a document, as ASCII of one length. */
  public byte[] id(long number) {
    byte[] id = new byte[DIGITS];
    digits(ids.id(number), id, 0);
    return id;
  }

  /**
   * Writes a document.
   *
   * @param into takes {@link #size} bytes from its beginning
   */
  public void write(long number, byte[] into) {
    System.arraycopy(template, 0, into, 0, textAt);
    digits(ids.id(number), into, ID_AT);
    digits(number, into, START.length());
    int from = (int) Math.floorMod(number * 0x9E3779B97F4A7C15L, (long) pool.length - size());
    System.arraycopy(pool, from, into, TITLE_AT, TITLE);
    System.arraycopy(pool, from, into, textAt, size() - textAt - 2);
    into[size() - 2] = '"';
    into[size() - 1] = '}';
  }

  private static void digits(long number, byte[] into, int at) {
    long rest = number;
    for (int i = at + DIGITS - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
