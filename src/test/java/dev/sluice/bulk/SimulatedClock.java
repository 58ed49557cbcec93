package dev.sluice.bulk;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes from event to event. Not thread-safe. */
final class SimulatedClock {

  private record Event(long at, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long count;

  /** Nanoseconds since the beginning. */
  long now() {
    return now;
  }

  void in(long nanos, Runnable action) {
    events.add(new Event(now + nanos, count++, action));
  }

  /** Lets the next event happen; whether there was one. */
  boolean runNext() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    now = event.at();
    event.action().run();
    return true;
  }

  /** Lets everything happen that happens until then. */
  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.poll();
      now = event.at();
      event.action().run();
    }
    now = end;
  }
}
