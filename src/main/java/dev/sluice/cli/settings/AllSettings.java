package dev.sluice.cli.settings;

import dev.sluice.config.Setting;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.async.AsyncSettings;
import dev.sluice.mapreduce.commit.WritingSettings;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.DumpSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.MapSettings;
import dev.sluice.mapreduce.since.SinceSettings;
import dev.sluice.mapreduce.verify.VerifySettings;
import dev.sluice.read.ReadSettings;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All keys, in the order of the tables. */
public final class AllSettings {

  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Stream.<List<Setting<?>>>of(
                  WritingSettings.ALL,
                  InputSettings.ALL,
                  MapSettings.ALL,
                  ReadSettings.ALL,
                  CopySettings.ALL,
                  SinceSettings.ALL,
                  DumpSettings.ALL,
                  VerifySettings.ALL,
                  AsyncSettings.ALL,
                  HBaseSettings.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toList()));

  private AllSettings() {}
}
