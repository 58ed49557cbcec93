package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.checkpoint.CheckpointSettings;
import dev.sluice.mapreduce.encode.DocumentSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.ScriptSettings;
import dev.sluice.mapreduce.task.ErrorSettings;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of every job that writes, in the order of the tables. The list of all settings
 * begins with them; the report of a job shows their defaults.
 */
public final class WritingSettings {

  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Stream.<List<Setting<?>>>of(
                  ConnectionSettings.ALL,
                  OutputSettings.ALL,
                  LoadSettings.ALL,
                  DocumentSettings.ALL,
                  ScriptSettings.ALL,
                  ErrorSettings.ALL,
                  CheckpointSettings.ALL,
                  RoutingSettings.ALL,
                  BulkSettings.ALL,
                  RateSettings.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toList()));

  private WritingSettings() {}
}
