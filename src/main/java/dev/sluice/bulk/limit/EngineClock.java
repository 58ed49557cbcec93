package dev.sluice.bulk.limit;

/**
 * The clock of an engine that can be paused. It stands still during a pause, so that no retry times
 * out and no rate accumulates. Guarded by the engine's lock.
 */
public final class EngineClock {

  private boolean paused;
  private long pausedAt;
  private long lost;

  /** Stops the clock; has no effect if it is stopped. */
  public void pause(long real) {
    if (!paused) {
      paused = true;
      pausedAt = real;
    }
  }

  /** Continues from where it was stopped; has no effect if it runs. */
  public void resume(long real) {
    if (paused) {
      paused = false;
      lost += real - pausedAt;
    }
  }

  public boolean isPaused() {
    return paused;
  }

  /** The time of the engine at a real time. */
  public long at(long real) {
    return (paused ? pausedAt : real) - lost;
  }
}
