package dev.sluice.mapreduce.copy;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.IndexJob;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys of copy jobs; see {@link IndexJob#copyFrom}. */
public final class CopySettings {

  /** Transform class. */
  public static final Setting<Optional<String>> TRANSFORM =
      Setting.text("sluice.copy.transform")
          .doc(
              "Class that changes or drops documents while they are copied, an"
                  + " implementation of dev.sluice.io.DocumentTransform. By default documents"
                  + " stay unchanged.");

  /** Target index by field. */
  public static final Setting<Optional<String>> SPLIT_BY =
      Setting.text("sluice.copy.split-by")
          .doc(
              "Field of the source document, by name or dotted path, that replaces {} in"
                  + " sluice.index, to distribute documents over several indices. A document"
                  + " without the field is rejected. Missing indices are created with"
                  + " Elasticsearch's index templates.");

  /** Start of the copy. */
  public static final Setting<CopyStart> SINCE =
      Setting.choice("sluice.copy.since", CopyStart.class, CopyStart.ALL)
          .doc(
              "Which documents are copied. all: every document. last: only those created or changed"
                  + " since the last successful copy of this source to this target, by sequence"
                  + " number. Deleted documents are not seen. The starting point of the next copy"
                  + " is stored in the mapping of the target (_meta.sluice), which requires the"
                  + " privilege manage.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(TRANSFORM, SPLIT_BY, SINCE));

  private CopySettings() {}
}
