package dev.sluice.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar, drawn by the library's own thread, which {@link #close} stops. */
final class ProgressOnTerminal implements Progress {

  /** Steps of the bar: tenths of a percent of the input. */
  private static final int STEPS = 1000;

  private final ProgressBar bar;
  private final AtomicReference<Duration> left;

  private ProgressOnTerminal(ProgressBar bar, AtomicReference<Duration> left) {
    this.bar = bar;
    this.left = left;
  }

  /** Starts drawing. */
  static ProgressOnTerminal start(String index) {
    AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(index)
            .setInitialMax(STEPS)
            .setUnit("%", STEPS / 100)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .continuousUpdate()
            .setEtaFunction(state -> Optional.of(left.get()).filter(duration -> !duration.isZero()))
            .build();
    return new ProgressOnTerminal(bar, left);
  }

  @Override
  public void show(Snapshot now) {
    left.set(now.left());
    bar.stepTo(Math.round(now.share() * STEPS));
    bar.setExtraMessage(
        Figures.count(now.documents())
            + " documents, "
            + Figures.count(now.rate())
            + "/s, "
            + Figures.count(now.rejected())
            + " rejected");
  }

  @Override
  public void close() {
    bar.close();
  }
}
