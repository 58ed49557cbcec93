package dev.sluice.mapreduce;

import dev.sluice.bulk.Operation;
import dev.sluice.client.RoutingMode;
import dev.sluice.client.RoutingSettings;
import dev.sluice.config.Settings;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.CombineTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FixedLengthInputFormat;
import org.apache.hadoop.mapreduce.lib.input.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/** Checks that the records a job is going to write can become what its settings ask for. */
final class RecordChecks {

  /** Their keys are places in a file. */
  private static final List<Class<?>> KEYED_BY_OFFSET =
      Collections.unmodifiableList(
          Arrays.<Class<?>>asList(
              TextInputFormat.class,
              NLineInputFormat.class,
              CombineTextInputFormat.class,
              FixedLengthInputFormat.class));

  private final JobContext job;
  private final OutputOptions options;

  RecordChecks(JobContext job, OutputOptions options) {
    this.job = job;
    this.options = options;
  }

  /** Notes problems in the settings. */
  void check(Settings settings) {
    options.encoder().ifPresent(name -> checkEncoder(name, settings));
    try {
      checkOffsets(settings);
      checkIds(settings);
      checkRouting(settings);
    } catch (ClassNotFoundException e) {
      settings.problem("a class of the job is not on its class path: " + e.getMessage());
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
              + (encoder == null ? "a class on the class path" : "a class that is a ValueEncoder"));
    }
  }

  /** An offset repeats in every file: documents would replace each other without a word. */
  private void checkOffsets(Settings settings) throws ClassNotFoundException {
    if (options.id.kind() != IdRule.Kind.KEY || job.getNumReduceTasks() > 0) {
      return;
    }
    Class<? extends InputFormat<?, ?>> input = job.getInputFormatClass();
    boolean offsets = KEYED_BY_OFFSET.stream().anyMatch(type -> type.isAssignableFrom(input));
    boolean passedOn =
        job.getMapperClass().equals(Mapper.class)
            || job.getMapOutputKeyClass() == LongWritable.class;
    if (offsets && passedOn) {
      settings.problem(
          OutputSettings.ID
              + " is \"key\", but the keys of this job are the offsets that "
              + input.getSimpleName()
              + " gives, which repeat in every file: write the id as a Text key and say so by"
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
              + "\", which needs the ids of documents that are there: set "
              + OutputSettings.ID
              + " to key or field:NAME");
    }
  }

  private void checkRouting(Settings settings) throws ClassNotFoundException {
    if (settings.get(RoutingSettings.BY) == RoutingMode.ID) {
      return;
    }
    if (!RegionInput.class.isAssignableFrom(job.getInputFormatClass())) {
      settings.problem(
          RoutingSettings.BY
              + " is row-range, but "
              + job.getInputFormatClass().getSimpleName()
              + " reads no rows that lie in regions: read a table by GroupedTableInputFormat, or"
              + " leave the key out");
    }
    if (options.routingField().isPresent()) {
      settings.problem(
          RoutingSettings.BY
              + " is row-range, and "
              + OutputSettings.ROUTING_FIELD
              + " names a field to route by: leave one of them out");
    }
  }
}
