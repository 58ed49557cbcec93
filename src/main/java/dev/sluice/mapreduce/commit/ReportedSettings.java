package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.task.ErrorSettings;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a load, for its report. */
final class ReportedSettings {

  static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Stream.<List<Setting<?>>>of(
                  ConnectionSettings.ALL,
                  OutputSettings.ALL,
                  LoadSettings.ALL,
                  ErrorSettings.ALL,
                  RoutingSettings.ALL,
                  BulkSettings.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toList()));

  private ReportedSettings() {}
}
