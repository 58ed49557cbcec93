package dev.sluice.routing;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks real servers for the shard of every sample id, and writes what they say to the resource that
 * {@code ShardVectorsTest} reads. Run by hand when a version joins: {@code java … ShardVectors FILE
 * VERSION…}.
 */
public final class ShardVectors {

  private static final Pattern NUMBER = Pattern.compile("\"n\":\\[(\\d+)]");

  private ShardVectors() {}

  /** Writes one line for each version and each shape of index. */
  public static void main(String[] arguments) throws Exception {
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[0])), true, StandardCharsets.US_ASCII)) {
      for (String version : Arrays.copyOfRange(arguments, 1, arguments.length)) {
        try (ElasticsearchServer server = ElasticsearchServer.builder().version(version).start()) {
          for (int[] shape : new int[][] {{1, 1}, {3, 1}, {5, 1}, {6, 1}, {7, 3}}) {
            String shards = shardsOf(server.rest(), shape[0], shape[1]);
            out.println(version + " " + shape[0] + " " + shape[1] + " " + shards);
          }
        }
      }
    }
  }

  private static String shardsOf(Rest rest, int shards, int partition) {
    String index = "vectors-" + shards + "-" + partition;
    rest.put("/" + index, body(shards, partition));
    fill(rest, index, partition);
    rest.post("/" + index + "/_refresh", "");
    char[] found = new char[SampleIds.COUNT];
    for (int shard = 0; shard < shards; shard++) {
      String hits =
          rest.post(
              "/" + index + "/_search?preference=_shards:" + shard,
              "{\"size\":10000,\"_source\":false,\"fields\":[\"n\"]}");
      Matcher number = NUMBER.matcher(hits);
      while (number.find()) {
        found[Integer.parseInt(number.group(1))] = Character.forDigit(shard, 36);
      }
    }
    return new String(found);
  }

  private static String body(int shards, int partition) {
    String routing = partition == 1 ? "" : ",\"routing_partition_size\":" + partition;
    String mappings =
        (partition == 1 ? "" : "\"_routing\":{\"required\":true},")
            + "\"properties\":{\"n\":{\"type\":\"integer\"}}";
    return "{\"settings\":{\"number_of_replicas\":0,\"number_of_shards\":"
        + shards
        + routing
        + "},\"mappings\":{"
        + mappings
        + "}}";
  }

  private static void fill(Rest rest, String index, int partition) {
    List<String> ids = SampleIds.all();
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < ids.size(); i++) {
      bulk.append("{\"index\":{\"_id\":\"").append(escaped(ids.get(i))).append('"');
      if (partition > 1) {
        bulk.append(",\"routing\":\"").append(SampleIds.routing(i)).append('"');
      }
      bulk.append("}}\n{\"n\":").append(i).append("}\n");
    }
    String reply = rest.post("/" + index + "/_bulk?filter_path=errors", bulk.toString());
    if (!reply.contains("false")) {
      throw new AssertionError(reply);
    }
  }

  private static String escaped(String id) {
    return id.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
