package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.DumpSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** Which options stand for a key, so that a problem of the key can name what the user has typed. */
final class OptionKeys {

  /** HBase's are named by their text: this class is used where HBase is not. */
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
    keys.put(HBASE + "mappers", "--mappers");
    keys.put(HBASE + "table", "--table");
    keys.put(HBASE + "snapshot", "--snapshot");
    keys.put(HBASE + "snapshot.restore-dir", "--restore-dir");
    return Collections.unmodifiableMap(keys);
  }

  private static void put(Map<String, String> keys, Setting<?> key, String option) {
    keys.put(key.key(), option);
  }

  /** A line of a message, with the option behind it if one was given for its key. */
  static String named(String line, ParseResult given) {
    int end = line.indexOf(' ');
    String option = end < 0 ? null : KEYS.get(line.substring(0, end));
    boolean meant = option != null && given != null && given.hasMatchedOption(option);
    return meant ? line + " (given by " + option + ")" : line;
  }
}
