package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Settings;
import dev.sluice.io.ValueEncoder;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.JobContext;

/** Checks that the records of a job can be converted as its settings require. */
public final class RecordChecks {

  private final JobContext job;
  private final OutputOptions options;

  public RecordChecks(JobContext job, OutputOptions options) {
    this.job = job;
    this.options = options;
  }

  /** Reports problems to the settings. */
  public void check(Settings settings) {
    options.encoder().ifPresent(name -> checkEncoder(name, settings));
    try {
      checkOffsets(settings);
      checkIds(settings);
      checkRouting(settings);
    } catch (RuntimeException e) {
      // Hadoop reports a missing class like this.
      if (!(e.getCause() instanceof ClassNotFoundException)) {
        throw e;
      }
      settings.problem("a class of the job is not on the class path: " + e.getCause().getMessage());
    }
  }

  private void checkEncoder(String name, Settings settings) {
    Class<?> encoder = job.getConfiguration().getClassByNameOrNull(name);
    if (encoder == null || !ValueEncoder.class.isAssignableFrom(encoder)) {
      settings.problem(
          OutputSettings.VALUE_ENCODER
              + " is \""
              + name
              + "\" but must be "
              + (encoder == null
                  ? "a class on the class path"
                  : "a class that implements ValueEncoder"));
    }
  }

  /** File offsets repeat in every file, so documents would silently replace each other. */
  private void checkOffsets(Settings settings) {
    if (options.id.kind() != IdRule.Kind.KEY || job.getNumReduceTasks() > 0) {
      return;
    }
    JobInput input = JobInput.of(job.getConfiguration());
    boolean passedOn = input.isPassedOn() || job.getMapOutputKeyClass() == LongWritable.class;
    if (input.isKeyedByOffset() && passedOn) {
      settings.problem(
          OutputSettings.ID
              + " is \"key\", but the keys of this job are file offsets from "
              + input.format()
              + ", which repeat in every file: write the id as a Text key and declare it with"
              + " job.setOutputKeyClass(Text.class), or set "
              + OutputSettings.ID
              + " to field:NAME");
    }
  }

  private void checkIds(Settings settings) {
    boolean generates = options.id.kind() == IdRule.Kind.NONE && !options.encoder().isPresent();
    boolean needsId = options.operation != Operation.INDEX && options.operation != Operation.CREATE;
    if (generates && needsId) {
      settings.problem(
          OutputSettings.OPERATION
              + " is \""
              + options.operation.name().toLowerCase(java.util.Locale.ROOT)
              + "\", which needs the ids of existing documents: set "
              + OutputSettings.ID
              + " to key or field:NAME");
    }
  }

  private void checkRouting(Settings settings) {
    if (settings.get(RoutingSettings.BY) == RoutingMode.ID) {
      return;
    }
    JobInput input = JobInput.of(job.getConfiguration());
    if (!input.isByRegion()) {
      settings.problem(
          RoutingSettings.BY
              + " is row-range, but "
              + input.format()
              + " does not read HBase regions: read a table with GroupedTableInputFormat, or"
              + " remove the key");
    }
    if (options.routingField().isPresent()) {
      settings.problem(
          RoutingSettings.BY
              + " is row-range, but "
              + OutputSettings.ROUTING_FIELD
              + " also sets the routing: remove one of them");
    }
  }
}
