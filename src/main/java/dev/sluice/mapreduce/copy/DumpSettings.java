package dev.sluice.mapreduce.copy;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.EnvelopeOutputFormat;
import java.util.Collections;
import java.util.List;

/**
 * The configuration keys of {@link EnvelopeOutputFormat}; Hadoop's own keys set directory and
 * compression.
 */
public final class DumpSettings {

  /** File format. */
  public static final Setting<DumpFormat> FORMAT =
      Setting.choice("sluice.dump.format", DumpFormat.class, DumpFormat.NDJSON)
          .doc(
              "File format of a dump. ndjson: one envelope (JSON with a document and its"
                  + " address) per line. sequence-file: Hadoop sequence files with the id as"
                  + " key and the envelope as value, both Text."
                  + " mapreduce.output.fileoutputformat.compress and .codec set the"
                  + " compression.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL = Collections.singletonList(FORMAT);

  private DumpSettings() {}
}
