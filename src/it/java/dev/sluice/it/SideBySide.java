package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs one compiled pipeline with one jar or another against a server, each in a JVM of its own,
 * and compares what they wrote and read.
 */
record SideBySide(String url, Path pipeline, Path temp) {

  /** What the originals need of Java 17; ours needs nothing. */
  static final List<String> THEIR_FLAGS = List.of("--add-opens", "java.base/java.io=ALL-UNNAMED");

  static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final String TYPES =
      """
      {"mappings":{"properties":{
        "id":{"type":"keyword"},"text":{"type":"text"},"int":{"type":"integer"},"long":{"type":"long"},
        "vint":{"type":"integer"},"vlong":{"type":"long"},"short":{"type":"short"},"byte":{"type":"byte"},
        "float":{"type":"float"},"double":{"type":"double"},"zero":{"type":"half_float"},
        "boolean":{"type":"boolean"},"bytes":{"type":"binary"},"md5":{"type":"keyword"},
        "null":{"type":"keyword"},"strings":{"type":"keyword"},"numbers":{"type":"long"},
        "object":{"properties":{"a":{"type":"integer"},"b":{"type":"keyword"}}},
        "objects":{"type":"nested","properties":{"a":{"type":"integer"},"b":{"type":"keyword"}}},
        "sorted":{"properties":{"x":{"type":"keyword"},"y":{"type":"long"}}}}}}
      """;

  private Rest rest() {
    return Rest.at(url);
  }

  /** Makes the index whose types are not those that the server would choose. */
  void prepare(String writes) {
    rest().put("/" + writes + "-types", TYPES);
  }

  /** Runs it: it writes to indices of one name, and reads those that the original wrote. */
  CommandLine run(Path jdk, List<String> flags, List<String> jars, String writes, String... more)
      throws IOException, InterruptedException {
    List<String> classpath = new ArrayList<>(List.of(pipeline.toString()));
    classpath.addAll(jars);
    List<String> args =
        new ArrayList<>(
            List.of(
                url.replace("http://", ""),
                temp.toString(),
                temp.resolve(writes).toString(),
                writes,
                "theirs"));
    args.addAll(List.of(more));
    CommandLine run = Peer.run(jdk, flags, classpath, args.toArray(new String[0]));
    rest().post("/" + writes + "-*/_refresh", "");
    return run;
  }

  /** Removes the indices of a name. */
  void clean(String name) {
    indices(name).forEach(index -> rest().delete("/" + name + index));
  }

  /** Names what differs alone, for there are thousands of lines. */
  static void assertReadAlike(CommandLine run, CommandLine original) {
    List<String> read = lines(run, "read\t");
    List<String> expected = lines(original, "read\t");
    Set<String> more = new TreeSet<>(read);
    Set<String> missing = new TreeSet<>(expected);
    expected.forEach(more::remove);
    read.forEach(missing::remove);

    assertThat(missing).as("read by the original alone").isEmpty();
    assertThat(more).as("read by ours alone").isEmpty();
    assertThat(read).hasSameSizeAs(expected);
  }

  static List<String> lines(CommandLine run, String beginning) {
    return run.out().lines().filter(line -> line.startsWith(beginning)).sorted().toList();
  }

  /** The indices that begin with a name, without it. */
  List<String> indices(String name) {
    return rest()
        .get("/_cat/indices/" + name + "-*?h=index&s=index")
        .lines()
        .map(line -> line.trim().substring(name.length()))
        .toList();
  }

  /** The documents of each index as the server holds them; made-up ids left out. */
  Map<String, String> documents(String name, String prefix) {
    Map<String, String> documents = new TreeMap<>();
    for (String index : indices(name)) {
      boolean made = index.contains("auto") || index.contains("bytes");
      String parts =
          List.of("_id", "_routing", "_version", "_source").stream()
              .filter(part -> !made || part.equals("_source"))
              .map(part -> "hits.hits." + part)
              .collect(Collectors.joining(","));
      String sort = index.equals("-types") ? "id" : "number";
      documents.put(
          index,
          rest()
              .get(
                  "/"
                      + prefix
                      + index
                      + "/_search?version=true&size=1000&sort="
                      + sort
                      + "&filter_path="
                      + parts));
    }
    return documents;
  }
}
