package dev.sluice.it;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An index of one test, with a name of its own, deleted when the test is over. */
public final class Index implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Rest rest;
  private final String name;

  private Index(Rest rest, String name) {
    this.rest = rest;
    this.name = name;
  }

  /** A name that no index has; the index itself is made by whoever writes to it first. */
  static Index named(Rest rest, String prefix) {
    return new Index(
        rest, prefix + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
  }

  /** Makes the index, with settings and mappings. */
  public Index create(String body) {
    rest.put("/" + name, body);
    return this;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How many documents it holds. */
  public long count() {
    return rest.count(name);
  }

  /** The ids of its documents. */
  public Set<String> ids() {
    return rest.ids(name);
  }

  @Override
  public void close() {
    rest.status("DELETE", "/" + name + "?ignore_unavailable=true");
  }

  @Override
  public String toString() {
    return name;
  }
}
