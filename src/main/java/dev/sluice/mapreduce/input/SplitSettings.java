package dev.sluice.mapreduce.input;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.read.ReadSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;

/**
 * The settings for reading a shard, captured when the splits are created. They travel with each
 * split, because Hadoop's {@code MultipleInputs} and Spark create splits with a copy of the job
 * configuration that tasks never see. Contains no secrets. Immutable.
 */
public final class SplitSettings {

  private static final SplitSettings NONE = new SplitSettings(Collections.emptySortedMap());

  private static final List<String> KEYS = keys();

  private final SortedMap<String, String> values;

  private SplitSettings(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** The query is stored by value, not as it was given. */
  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    Stream.of(InputSettings.ALL, MapSettings.ALL, ReadSettings.ALL)
        .flatMap(Collection::stream)
        .filter(setting -> setting != InputSettings.QUERY)
        .map(Setting::key)
        .forEach(keys::add);
    for (Setting<?> setting : ConnectionSettings.ALL) {
      keys.add(setting.key());
      keys.add(Secrets.twin(setting.key()));
    }
    keys.add(OutputSettings.SECRETS_FILE.key());
    keys.add(QuerySetting.BY_VALUE);
    keys.add(FieldKinds.KEY);
    keys.add(InternalKeys.READS_TARGET);
    keys.add(InternalKeys.CREDENTIALS);
    keys.add(InternalKeys.SECRETS);
    return Collections.unmodifiableList(keys);
  }

  /** No settings: a task uses the configuration of its job. */
  static SplitSettings none() {
    return NONE;
  }

  /** The settings of a configuration for creating splits. */
  public static SplitSettings of(Configuration conf) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String key : KEYS) {
      // A dollar sign in a query or field is not a Hadoop variable.
      String value = key.startsWith(InternalKeys.PREFIX) ? conf.getRaw(key) : conf.get(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    return new SplitSettings(values);
  }

  /** A copy with one more setting. */
  SplitSettings and(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new SplitSettings(more);
  }

  /** The configuration of a task with these settings, and without others of the same keys. */
  public Configuration over(Configuration conf) {
    if (values.isEmpty()) {
      return conf;
    }
    Configuration own = new Configuration(conf);
    KEYS.forEach(own::unset);
    values.forEach(own::set);
    return own;
  }

  /** Writes them compressed, because field types or certificates can be long. */
  void write(DataOutput out) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(new DeflaterOutputStream(packed))) {
      data.writeInt(values.size());
      for (Map.Entry<String, String> entry : values.entrySet()) {
        Text.writeString(data, entry.getKey());
        Text.writeString(data, entry.getValue());
      }
    }
    out.writeInt(packed.size());
    out.write(packed.toByteArray());
  }

  /** Reads the output of {@link #write}. */
  static SplitSettings read(DataInput in) throws IOException {
    byte[] packed = new byte[in.readInt()];
    in.readFully(packed);
    SortedMap<String, String> values = new TreeMap<>();
    try (DataInputStream data =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
      for (int left = data.readInt(); left > 0; left--) {
        String key = Text.readString(data);
        values.put(key, Text.readString(data));
      }
    }
    return new SplitSettings(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitSettings && ((SplitSettings) other).values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
