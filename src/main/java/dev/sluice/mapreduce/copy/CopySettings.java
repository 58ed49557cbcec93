package dev.sluice.mapreduce.copy;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.IndexJob;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of jobs that copy documents; see {@link IndexJob#copyFrom}. */
public final class CopySettings {

  /** Changes on the way. */
  public static final Setting<Optional<String>> TRANSFORM =
      Setting.text("sluice.copy.transform")
          .doc(
              "The class, a dev.sluice.io.DocumentTransform, that changes documents while"
                  + " they are copied; by default they stay as they are.");

  /** Several indices. */
  public static final Setting<Optional<String>> SPLIT_BY =
      Setting.text("sluice.copy.split-by")
          .doc(
              "The field of the document as it was read, by name or dotted path, whose text takes"
                  + " the place of {} in sluice.index, so that documents are spread over several"
                  + " indices; a document without it is rejected. Missing indices are created with"
                  + " the server's templates.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(TRANSFORM, SPLIT_BY));

  private CopySettings() {}
}
