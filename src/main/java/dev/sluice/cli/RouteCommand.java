package dev.sluice.cli;

import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.Summary;
import dev.sluice.config.ConfigException;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.submit.RowRoute;
import dev.sluice.routing.RowKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the documents of row keys in an index that is routed by row ranges. */
@Command(
    name = "route",
    description = "Print the routing values of row keys, in an index loaded by row ranges.",
    customSynopsis = "sluice route --index NAME [OPTIONS] KEY...",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = {
      "  sluice route --index pages --key-as hex 0a1b2c",
      "",
      "Get, update and delete requests must pass the routing value:",
      "  GET pages/_doc/ID?routing=VALUE"
    })
final class RouteCommand implements Callable<Integer> {

  private static final int VALUE_WIDTH = 9;
  private static final int SHARD_WIDTH = 6;

  /** The format of keys on the command line. */
  enum KeyForm {
    UTF8 {
      @Override
      byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
      }
    },
    HEX {
      @Override
      byte[] bytes(String key) {
        return RowKey.ofHex(key);
      }
    };

    abstract byte[] bytes(String key);
  }

  @Spec private CommandSpec spec;

  @Mixin private ExistingIndex index;

  @Option(
      names = "--key-as",
      paramLabel = "utf8|hex",
      description = "Format of the keys: utf8 (default) or hex.")
  private KeyForm form = KeyForm.UTF8;

  @Parameters(arity = "1..*", paramLabel = "KEY", description = "Row keys.")
  private List<String> keys;

  private final CommandResult result;

  RouteCommand(CommandResult result) {
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    List<byte[]> rows = keys.stream().map(this::row).collect(Collectors.toList());
    List<RowRoute> routes = RowRoute.of(index.configuration(), index.name(), rows);
    result.members(json -> write(routes, json));
    int width = keys.stream().mapToInt(String::length).max().orElse(0) + 2;
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(width, "key", "routing", "shard", "node"));
    for (int i = 0; i < routes.size(); i++) {
      RowRoute route = routes.get(i);
      String node = route.node().isEmpty() ? "-" : route.node();
      out.println(line(width, keys.get(i), route.routing(), "" + route.shard(), node));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void write(List<RowRoute> routes, JsonWriter json) {
    json.name("routes").startArray();
    for (int i = 0; i < routes.size(); i++) {
      json.startObject();
      json.name("key").value(keys.get(i));
      json.name("routing").value(routes.get(i).routing());
      json.name("shard").value((long) routes.get(i).shard());
      json.name("node").value(routes.get(i).node());
      json.endObject();
    }
    json.endArray();
  }

  private byte[] row(String key) {
    try {
      return form.bytes(key);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("invalid row key: " + e.getMessage(), e);
    }
  }

  private static String line(int width, String key, String routing, String shard, String node) {
    return Summary.padded(key, Math.max(width, "key".length() + 2))
        + Summary.padded(routing, VALUE_WIDTH)
        + Summary.padded(shard, SHARD_WIDTH)
        + ' '
        + node;
  }
}
