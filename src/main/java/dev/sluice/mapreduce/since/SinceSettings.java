package dev.sluice.mapreduce.since;

import dev.sluice.config.Setting;
import java.util.Collections;
import java.util.List;

/** The configuration keys of incremental jobs. */
public final class SinceSettings {

  /** Whether rejected documents keep the mark where it is. */
  public static final Setting<Boolean> ACCEPT_REJECTED =
      Setting.flag("sluice.since.accept-rejected", false)
          .doc(
              "Whether a job with rejected documents moves the starting point of the next run"
                  + " with --since last. By default it does not, so that the next run reads"
                  + " these documents again.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL = Collections.singletonList(ACCEPT_REJECTED);

  private SinceSettings() {}
}
