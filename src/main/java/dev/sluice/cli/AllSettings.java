package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Setting;
import dev.sluice.hbase.HBaseSettings;
import dev.sluice.mapreduce.AsyncSettings;
import dev.sluice.mapreduce.CopySettings;
import dev.sluice.mapreduce.DocumentSettings;
import dev.sluice.mapreduce.DumpSettings;
import dev.sluice.mapreduce.ErrorSettings;
import dev.sluice.mapreduce.InputSettings;
import dev.sluice.mapreduce.MapSettings;
import dev.sluice.mapreduce.LoadSettings;
import dev.sluice.mapreduce.OutputSettings;
import dev.sluice.mapreduce.ScriptSettings;
import dev.sluice.read.ReadSettings;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key there is, in the order of the tables. */
final class AllSettings {

  static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Stream.<List<Setting<?>>>of(
                  ConnectionSettings.ALL,
                  OutputSettings.ALL,
                  LoadSettings.ALL,
                  DocumentSettings.ALL,
                  ScriptSettings.ALL,
                  ErrorSettings.ALL,
                  RoutingSettings.ALL,
                  BulkSettings.ALL,
                  InputSettings.ALL,
                  MapSettings.ALL,
                  ReadSettings.ALL,
                  CopySettings.ALL,
                  DumpSettings.ALL,
                  AsyncSettings.ALL,
                  HBaseSettings.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toList()));

  private AllSettings() {}
}
