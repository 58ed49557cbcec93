package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A load whose limit is rigged: what a rehearsal says of it, and how long it really takes. */
final class Regime {

  private static final Pattern WHOLE =
      Pattern.compile("whole load: (?:at least )?([\\d.]+) (s|min|h) ");

  private static final Pattern STAGE =
      Pattern.compile("\"(?:source|encoding|memory|answers|paused)_ms\":(\\d+)");

  private final Path dir;
  private final String url;
  private final List<String> options;

  /** A load over files in a directory. */
  Regime(Path dir, String url, List<String> options) {
    this.dir = dir;
    this.url = url;
    this.options = List.copyOf(options);
  }

  /** Writes files of lines of about a kilobyte. */
  static Path files(Path dir, int files, int kilobytes) throws IOException {
    Path in = Files.createDirectories(dir.resolve("in"));
    Random random = new Random(files);
    for (int i = 0; i < files; i++) {
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(in.resolve(i + ".json")))) {
        for (int line = 0; line < kilobytes / files; line++) {
          out.println(document(random));
        }
      }
    }
    return in;
  }

  private static String document(Random random) {
    StringBuilder words = new StringBuilder();
    while (words.length() < 980) {
      words.append(Integer.toString(random.nextInt(20_000), 36)).append(' ');
    }
    return "{\"n\":%d,\"text\":\"%s\"}".formatted(random.nextInt(), words.toString().trim());
  }

  private CommandLine run(String input, String index, String... more) {
    List<String> args = new ArrayList<>(List.of("load", "--nodes", url, "--input", input));
    args.addAll(List.of("--index", index));
    args.addAll(options);
    args.addAll(List.of(more));
    return sluice(args.toArray(new String[0]));
  }

  /** Rehearses; the output. */
  String rehearse(String input, String index, String extent) {
    CommandLine rehearsal = run(input, index, "--rehearse", extent);
    assertThat(rehearsal.code()).as(rehearsal.out() + rehearsal.err()).isZero();
    System.getLogger("dev.sluice.it").log(System.Logger.Level.INFO, rehearsal.out());
    return rehearsal.out();
  }

  /** Loads; the seconds that its tasks took, one after the other, without those of the job. */
  double load(String input, String index) throws IOException {
    CommandLine load = run(input, index, "-D", "sluice.job.dir=" + dir.resolve("job"));
    assertThat(load.code()).as(load.out() + load.err()).isZero();
    double millis = 0;
    try (Stream<Path> manifests = Files.list(dir.resolve("job/manifests"))) {
      for (Path manifest : manifests.filter(file -> !file.toString().endsWith(".crc")).toList()) {
        // The stages come before the history, which has them once more for each interval.
        Matcher stage = STAGE.matcher(Files.readString(manifest).split("\"history\"", 2)[0]);
        while (stage.find()) {
          millis += Double.parseDouble(stage.group(1));
        }
      }
    }
    return millis / 1000;
  }

  /** The forecast in a rehearsal's output, in seconds. */
  static double forecast(String output) {
    Matcher found = WHOLE.matcher(output);
    assertThat(found.find()).as(output).isTrue();
    double number = Double.parseDouble(found.group(1));
    return switch (found.group(2)) {
      case "s" -> number;
      case "min" -> number * 60;
      default -> number * 3600;
    };
  }
}
