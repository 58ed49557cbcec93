package dev.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of the documentation below a mark such as {@code <!-- example: pages -->}: a Java
 * program, or a command that submits the program of the same name.
 *
 * @param name which example it belongs to
 * @param language what its fence says: java or sh
 * @param text what is between the fences
 * @param place page and line
 */
record Example(String name, String language, String text, String place) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:<!-- (example|file): ([^\\n]+?) -->\\n)?```(\\w*)\\n(.*?)^```$");

  /** Every block that is marked. */
  static List<Example> marked() throws IOException {
    return blocks().stream().filter(block -> block.name != null).toList();
  }

  /** Every block, with or without a name, but for copies of files, which unit tests run. */
  static List<Example> blocks() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> more = Files.list(Path.of("src/docs"))) {
      more.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<Example> blocks = new ArrayList<>();
    for (Path page : pages) {
      String text = Files.readString(page);
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        if (!"file".equals(block.group(1))) {
          long line = text.substring(0, block.start()).lines().count() + 1;
          String place = page + ":" + line;
          blocks.add(new Example(block.group(2), block.group(3), block.group(4), place));
        }
      }
    }
    return blocks;
  }

  boolean isProgram() {
    return language.equals("java");
  }

  /** What a program's class is called, without its package. */
  String className() {
    Matcher declared = Pattern.compile("public final class (\\w+)").matcher(text);
    if (!declared.find()) {
      throw new IllegalStateException("no class in the program at " + place);
    }
    return declared.group(1);
  }

  /** Whether the command takes the jars of HBase. */
  boolean needsHBase() {
    return text.contains("hbase mapredcp");
  }

  @Override
  public String toString() {
    return name + " (" + place + ")";
  }
}
