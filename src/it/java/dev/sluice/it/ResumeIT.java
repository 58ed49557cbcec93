package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads whose process is killed, and which are resumed with other splits and mappers. */
@Timeout(600)
final class ResumeIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final int KILLS = Integer.getInteger("sluice.fault.documents") < 50_000 ? 3 : 20;

  private static final long SEED = Long.getLong("sluice.fault.seed", System.nanoTime());

  private static final String MAPPING =
      "{\"settings\":{\"number_of_replicas\":0,\"max_result_window\":100000},"
          + "\"mappings\":{\"properties\":{\"strict\":{\"type\":\"integer\"}}}}";

  /** In the plain file, and in the compressed one. */
  private static final int DOCUMENTS = 1_400 * KILLS;

  private static final Pattern COUNT = Pattern.compile("(?m)^ *(read|rejected) +([\\d,]+)$");

  private final Random random = new Random(SEED);

  @TempDir Path dir;

  private static String line(int number) {
    if (number % 97 == 3) {
      return "no document: " + number;
    }
    return "{\"n\":" + number + (number % 50 == 7 ? ",\"strict\":\"no number\"" : "") + "}";
  }

  private static byte[] lines(int first) {
    return IntStream.range(first, first + DOCUMENTS)
        .mapToObj(number -> line(number) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private Path input() throws IOException {
    Path input = Files.createDirectory(dir.resolve("input"));
    Files.write(input.resolve("plain.json"), lines(0));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(input.resolve("whole.json.gz")))) {
      out.write(lines(DOCUMENTS));
    }
    return input;
  }

  private Path job(String name) {
    return dir.resolve("jobs").resolve(name);
  }

  private List<String> load(Path input, Index index, String job, List<String> more) {
    List<String> args = new ArrayList<>(List.of("load", "--input", input.toString()));
    args.addAll(List.of("--index", index.name(), "--nodes", SERVER.url()));
    args.addAll(List.of("--errors-max", "100000", "-D", "sluice.job.dir=" + job(job)));
    args.addAll(List.of("-D", "sluice.checkpoint.interval=150ms"));
    args.addAll(more);
    return args;
  }

  private static String[] splits(int bytes) {
    return new String[] {"-D", "mapreduce.input.fileinputformat.split.maxsize=" + bytes};
  }

  private void killed(String name, int checkpoints, List<String> args) throws Exception {
    // Little is buffered: a task has checkpoints as long as it reads.
    args.addAll(List.of("-D", "sluice.bulk.size=4kb", "-D", "sluice.bulk.memory=64kb"));
    args.addAll(List.of("-D", "sluice.rate.documents=1200"));
    KilledLoad.run(args, job(name), checkpoints, Duration.ofMillis(random.nextInt(200)), dir);
  }

  private static CommandLine run(List<String> args) {
    return sluice(args.toArray(new String[0]));
  }

  private static List<String> documents(Index index) {
    SERVER.rest().post("/" + index.name() + "/_refresh", "");
    String found =
        SERVER
            .rest()
            .get("/" + index.name() + "/_search?size=100000&filter_path=hits.hits._source");
    Matcher number = Pattern.compile("\"n\":\\d+").matcher(found);
    return number.results().map(result -> result.group()).sorted().toList();
  }

  /** What was rejected, without the places and times of the attempts. */
  private List<String> rejected(String job) throws IOException {
    List<String> rejected = new ArrayList<>();
    try (Stream<Path> files = Files.list(job(job).resolve("rejected"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".ndjson")).toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher number = Pattern.compile("(no document: |\"n\\\\?\":)(\\d+)").matcher(line);
          assertThat(number.find()).as(line).isTrue();
          rejected.add(number.group(2));
        }
      }
    }
    rejected.sort(null);
    return rejected;
  }

  private static List<String> counts(CommandLine load) {
    return COUNT
        .matcher(load.out())
        .results()
        .map(found -> found.group(1) + found.group(2))
        .toList();
  }

  /** Kills a chain of jobs, each of which resumes the one before; the name of the last one. */
  private String killedAgainAndAgain(Path input, Index index) throws Exception {
    String before = "";
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> more = new ArrayList<>(List.of(splits(15_000 + random.nextInt(30_000))));
      more.addAll(List.of("--mappers", String.valueOf(1 + random.nextInt(3))));
      if (kill > 0) {
        more.addAll(List.of("--resume", job(before).toString()));
      }
      before = "killed-" + kill;
      killed(before, 1 + random.nextInt(2), load(input, index, before, more));
    }
    return before;
  }

  @Test
  void a_load_that_was_killed_at_random_points_ends_as_if_it_had_not_been_disturbed()
      throws Exception {
    System.getLogger("dev.sluice.it")
        .log(System.Logger.Level.INFO, "-Dsluice.fault.seed={0}", String.valueOf(SEED));
    Path input = input();
    try (Index index = SERVER.index("resumed").create(MAPPING);
        Index calm = SERVER.index("calm").create(MAPPING)) {
      String killed = killedAgainAndAgain(input, index);

      CommandLine jobs = sluice("jobs", dir.resolve("jobs").toString());
      CommandLine again =
          run(load(input, index, "again", List.of("--resume", job("killed-0").toString())));
      List<String> resumes = List.of("--mappers", "2", "--resume", job(killed).toString());
      CommandLine last = run(load(input, index, "last", resumes));
      CommandLine undisturbed = run(load(input, calm, "calm", List.of()));

      assertThat(jobs.out()).containsPattern(killed + " +\\(resumable to [1-9]\\d? %\\)");
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.err())
          .contains("which resumes it, has come further: give --resume file:" + job("killed-1"));
      assertThat(undisturbed.code()).as(undisturbed.err()).isEqualTo(1);
      assertThat(last.code()).as(last.err()).isEqualTo(1);
      assertThat(documents(index)).isEqualTo(documents(calm)).hasSizeGreaterThan(DOCUMENTS);
      assertThat(rejected("last")).isEqualTo(rejected("calm")).hasSizeGreaterThan(100);
      assertThat(counts(last)).isEqualTo(counts(undisturbed)).hasSize(2);
      assertThat(last.out()).containsPattern("  read before +[1-9]");
      CommandLine done =
          run(load(input, index, "done", List.of("--resume", job("last").toString())));
      assertThat(done.err()).contains("has already succeeded: nothing to resume");
    }
  }
}
