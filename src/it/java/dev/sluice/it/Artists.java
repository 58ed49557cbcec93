package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Documents of a made-up catalogue, the same each time: six fields, unique numbers, few tags of
 * very different frequency, and dates of three days.
 *
 * @param number unique, from 1
 * @param tag one of five
 */
public record Artists(
    long number, String name, String url, String picture, String timestamp, String tag) {

  /** How many there are. */
  public static final int COUNT = 345;

  /** The names of the fields, in their order. */
  public static final List<String> FIELDS =
      List.of("number", "name", "url", "picture", "@timestamp", "tag");

  private static final String[] SYLLABLES = {
    "ma", "lo", "ri", "ka", "ne", "so", "tu", "vé", "zi", "bo", "mü", "ga", "me"
  };
  private static final String[] DAYS = {
    "2001-10-06T19:20:25.000Z", "2005-10-06T19:20:25.000Z", "2017-10-06T19:20:25.000Z"
  };

  /** All of them, by number. */
  public static List<Artists> all() {
    Random random = new Random(345);
    List<Artists> all = new ArrayList<>();
    for (int number = 1; number <= COUNT; number++) {
      String name = name(random);
      all.add(
          new Artists(
              number,
              name,
              "http://music.example/music/" + name.replace(' ', '+'),
              "http://pictures.example/serve/" + random.nextInt(1_000_000) + ".jpg",
              DAYS[number % DAYS.length],
              tag(number)));
    }
    return all;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int word = random.nextInt(2); word >= 0; word--) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      name.append(word > 0 ? " " : "");
    }
    return random.nextInt(20) == 0 ? name + " \"the " + name + "\" & /\\ 'co'" : name.toString();
  }

  private static String tag(int number) {
    return number <= 189
        ? "1"
        : number <= 289 ? "9" : number <= 332 ? "2" : number <= 343 ? "5" : "10";
  }

  /** The fields, separated by tabs. */
  public String line() {
    return String.join("\t", String.valueOf(number), name, url, picture, timestamp, tag);
  }

  /** The fields as JSON, as a map of them is written. */
  public String plainJson() {
    return ("{\"number\":%d,\"name\":\"%s\",\"url\":\"%s\",\"picture\":\"%s\","
            + "\"@timestamp\":\"%s\",\"tag\":\"%s\"}")
        .formatted(number, escaped(name), escaped(url), picture, timestamp, tag);
  }

  /** The JSON with a list besides. */
  public String json() {
    return plainJson().replaceFirst("}$", ",\"list\":[\"quick\",\"brown\",\"fox\"]}");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Writes both forms, as {@code artists.dat} and {@code artists.json}. */
  public static Path write(Path directory) throws IOException {
    Files.writeString(directory.resolve("artists.dat"), lines(Artists::line), UTF_8);
    Files.writeString(directory.resolve("artists.json"), lines(Artists::json), UTF_8);
    return directory;
  }

  private static String lines(java.util.function.Function<Artists, String> form) {
    return all().stream().map(form).collect(Collectors.joining("\n", "", "\n"));
  }
}
