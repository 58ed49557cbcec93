package dev.sluice.routing;

import dev.sluice.bench.Microbenchmark;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to know the shard of a document. */
@State(Scope.Thread)
public class ShardBenchmark extends Microbenchmark {

  private final ShardFunction function =
      ShardFunction.divided(12, ShardFunction.defaultRoutingShards(12), 1);

  /** The document's id. */
  @Param({"0000000042", "org.example.www/a/path/of/a/page/that/is/rather/long.html?number=42"})
  public String id;

  /** Computes it. */
  @Benchmark
  public int shardOfId() {
    return function.shardOf(id, Optional.empty());
  }
}
