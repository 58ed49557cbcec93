package dev.sluice.it;

import static dev.sluice.it.Repairs.DELETES;
import static dev.sluice.it.Repairs.count;
import static dev.sluice.it.Repairs.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.repair.DeleteLimit;
import dev.sluice.mapreduce.repair.RepairOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repairs from sources other than tables: files and another index. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class RepairSourcesIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final int DOCUMENTS = 300;
  private static final int DIFFERENCES = 60;
  private static final String SHARDS =
      "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0,\"gc_deletes\":\"0s\"},"
          + "\"mappings\":{\"dynamic\":false}}";

  private static final RepairOptions FORCED =
      RepairOptions.standard()
          .withDeletes(true)
          .withForce(true)
          .withLimit(DeleteLimit.parse("100%"));

  @TempDir Path dir;

  private Repairs repairs;

  @BeforeEach
  void prepare() {
    repairs = new Repairs(dir);
  }

  private static List<String> ids() {
    return IntStream.range(0, DOCUMENTS).mapToObj("doc-%03d"::formatted).toList();
  }

  private Configuration configuration() {
    return repairs.next(new Configuration());
  }

  private Path verified(Job load) throws Exception {
    return repairs.verified(load);
  }

  private Map<String, String> kinds(Job load) throws Exception {
    return repairs.kinds(load);
  }

  private Job repair(Path differences, RepairOptions options) throws IOException {
    return Repairs.repair(configuration(), differences, options);
  }

  private static Map<String, String> seed(String index, long version) {
    List<String> some = SeededDifferences.some(ids(), DIFFERENCES, 5);
    return SeededDifferences.make(SERVER.rest(), index, some, id -> null, version);
  }

  /** A line of an id and a number becomes a document. */
  static final class Lines extends Mapper<LongWritable, Text, Text, Text> {

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      String[] parts = line.toString().split(" ");
      context.write(new Text(parts[0]), new Text("{\"n\": " + parts[1] + "}"));
    }
  }

  private Job linesJob(String index, Path lines) throws IOException {
    Job job = Job.getInstance(configuration());
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(lines.toUri()));
    job.setMapperClass(Lines.class);
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    job.getConfiguration().set("sluice.id", "key");
    IndexJob.writeTo(job, SERVER.url(), index);
    return job;
  }

  @Test
  void files_are_read_again_and_documents_are_deleted_only_with_force() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      Path lines =
          Files.write(dir.resolve("lines"), ids().stream().map(row -> row + " 1").toList(), UTF_8);
      run(linesJob(index.name(), lines));
      Map<String, String> seeded = seed(index.name(), -1);
      Path differences = verified(linesJob(index.name(), lines));

      Job careful = repair(differences, DELETES);
      run(careful);
      Map<String, String> kept = kinds(linesJob(index.name(), lines));
      run(repair(differences, DELETES.withForce(true)));

      assertThat(kept.values()).containsOnly("EXTRA");
      assertThat(count(careful, RepairCounter.UNPROVEN)).isEqualTo(kept.size());
      assertThat(LoadCounter.INDEXED.in(careful.getCounters()))
          .isEqualTo(seeded.values().stream().filter(RepairSourcesIT::isWritten).count());
      assertThat(kinds(linesJob(index.name(), lines))).isEmpty();
    }
  }

  @Test
  void what_changed_in_files_since_the_comparison_is_neither_deleted_nor_left_in_silence()
      throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      Path lines = Files.write(dir.resolve("lines"), List.of("a 1", "b 1", "c 1", "d 1"), UTF_8);
      run(linesJob(index.name(), lines));
      String docs = "/" + index + "/_doc/";
      for (String id : List.of("b", "c", "came", "extra")) {
        SERVER.rest().put(docs + id + "?refresh=true", "{\"n\":-1}");
      }
      SERVER.rest().delete(docs + "d?refresh=true");
      Path differences = verified(linesJob(index.name(), lines));
      Files.write(lines, List.of("a 1", "b 2", "came 1", "b 2"), UTF_8);

      Job repair = repair(differences, FORCED);
      run(repair);

      assertThat(kinds(linesJob(index.name(), lines)))
          .isEqualTo(Map.of("came", "DIFFERENT", "c", "EXTRA"));
      assertThat(count(repair, RepairCounter.IN_SOURCE)).isEqualTo(1);
      assertThat(count(repair, RepairCounter.GONE)).isEqualTo(1);
      assertThat(count(repair, RepairCounter.SETTLED)).isEqualTo(1);
      assertThat(LoadCounter.INDEXED.in(repair.getCounters())).isEqualTo(1);
      assertThat(LoadCounter.DELETED.in(repair.getCounters())).isEqualTo(1);
    }
  }

  @Test
  void an_index_that_was_not_compared_is_refused_and_nothing_is_created() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS);
        Index other = SERVER.index("repaired").create(SHARDS)) {
      Path lines = Files.write(dir.resolve("lines"), List.of("a 1", "b 1"), UTF_8);
      run(linesJob(index.name(), lines));
      SERVER.rest().delete("/" + index + "/_doc/a?refresh=true");
      Path differences = verified(linesJob(index.name(), lines));
      Configuration elsewhere = configuration();
      elsewhere.set("sluice.index", other.name());

      assertThatThrownBy(() -> Repairs.repair(elsewhere, differences, FORCED))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("sluice.index is \"" + other.name() + "\", but the differences")
          .hasMessageContaining("those of \"" + index.name() + "\"");
      SERVER.rest().delete("/" + index);
      assertThatThrownBy(() -> repair(differences, FORCED))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(index.name() + " was deleted since the comparison");
      assertThat(SERVER.rest().get("/_cat/indices?h=index")).doesNotContain(index.name());
    }
  }

  private static boolean isWritten(String kind) {
    return List.of("MISSING", "DIFFERENT", "MISROUTED").contains(kind);
  }

  private Job copyJob(String from, String to) throws IOException {
    Job job = Job.getInstance(configuration());
    IndexJob.writeTo(job, SERVER.url(), to);
    IndexJob.copyFrom(job, from);
    return job;
  }

  @Test
  void a_copy_is_repaired_from_the_index_it_was_made_of() throws Exception {
    try (Index source = SERVER.index("repaired").create(SHARDS);
        Index target = SERVER.index("repaired").create(SHARDS)) {
      Path lines =
          Files.write(dir.resolve("lines"), ids().stream().map(id -> id + " 1").toList(), UTF_8);
      run(linesJob(source.name(), lines));
      run(copyJob(source.name(), target.name()));
      Map<String, String> seeded = seed(target.name(), 1);
      Path differences = verified(copyJob(source.name(), target.name()));

      run(repair(differences, DELETES));

      Map<String, String> left = kinds(copyJob(source.name(), target.name()));
      seeded.values().removeIf(kind -> !kind.equals("NEWER"));
      assertThat(left).isEqualTo(seeded).hasSize(DIFFERENCES / 6);
    }
  }
}
