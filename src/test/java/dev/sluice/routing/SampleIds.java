package dev.sluice.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The same 10,000 ids in every run: short and long, ASCII, accents, CJK and emoji. */
final class SampleIds {

  static final int COUNT = 10_000;
  private static final int LONGEST = 512;

  private SampleIds() {}

  static List<String> all() {
    Random random = new Random(20_240_229);
    Set<String> ids = new LinkedHashSet<>();
    while (ids.size() < COUNT) {
      ids.add(id(random, ids.size()));
    }
    return new ArrayList<>(ids);
  }

  static String routing(int number) {
    return "tenant-" + number % 97;
  }

  private static String id(Random random, int number) {
    switch (number % 5) {
      case 0:
        return "org.example.www/page/" + number;
      case 1:
        return Long.toString(random.nextLong());
      default:
        return mixed(random, 1 + random.nextInt(number % 5 == 4 ? LONGEST : 40));
    }
  }

  private static String mixed(Random random, int bytes) {
    StringBuilder id = new StringBuilder();
    int length = 0;
    while (true) {
      int point = point(random);
      int more = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (length + more > bytes) {
        return id.length() == 0 ? "x" : id.toString();
      }
      id.appendCodePoint(point);
      length += more;
    }
  }

  private static int point(Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return 0x4E00 + random.nextInt(0x5000);
      case 1:
        return 0x1F300 + random.nextInt(0x300);
      case 2:
        return 0xC0 + random.nextInt(0x100);
      default:
        return '!' + random.nextInt('~' - '!');
    }
  }
}
