package dev.sluice.cli.settings;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.DumpSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.verify.VerifySettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The options that set keys, so that the message about a key can name its option. */
public final class OptionKeys {

  /** HBase's keys are spelled out, because this class must load without HBase. */
  private static final String HBASE = "sluice.hbase.";

  private static final Map<String, String> KEYS = keys();

  private OptionKeys() {}

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    put(keys, ConnectionSettings.NODES, "--nodes");
    put(keys, BulkSettings.ERRORS_MAX, "--errors-max");
    put(keys, OutputSettings.INDEX_CREATE, "--create");
    put(keys, OutputSettings.ID, "--id");
    put(keys, OutputSettings.INDEX, "--index");
    put(keys, InputSettings.QUERY, "--query");
    put(keys, CopySettings.TRANSFORM, "--transform");
    put(keys, CopySettings.SPLIT_BY, "--split-by");
    put(keys, DumpSettings.FORMAT, "--format");
    put(keys, VerifySettings.EXACT, "--exact");
    put(keys, VerifySettings.FIELDS, "--fields");
    put(keys, VerifySettings.IGNORE, "--ignore");
    put(keys, VerifySettings.SHOW, "--show");
    put(keys, VerifySettings.REDUCERS, "--reducers");
    keys.put(HBASE + "mappers", "--mappers");
    keys.put(HBASE + "table", "--table");
    keys.put(HBASE + "since", "--since");
    keys.put(HBASE + "since.overlap", "--overlap");
    keys.put(HBASE + "snapshot", "--snapshot");
    keys.put(HBASE + "snapshot.restore-dir", "--restore-dir");
    return Collections.unmodifiableMap(keys);
  }

  private static void put(Map<String, String> keys, Setting<?> key, String option) {
    keys.put(key.key(), option);
  }

  /** The option that sets a key, in the commands that have it. */
  static Optional<String> of(String key) {
    return Optional.ofNullable(KEYS.get(key));
  }

  /** A line of a message, with the option at its end if that was given for its key. */
  public static String named(String line, ParseResult given) {
    int end = line.indexOf(' ');
    String option = end < 0 ? null : KEYS.get(line.substring(0, end));
    boolean meant = option != null && given != null && given.hasMatchedOption(option);
    return meant ? line + " (given with " + option + ")" : line;
  }
}
