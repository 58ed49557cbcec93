package dev.sluice.testing;

import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.mapreduce.commit.IndexControl;
import dev.sluice.mapreduce.commit.IndexState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An index that behaves like one of a server, notes what is asked of it, and refuses as told. */
public final class FakeIndex implements IndexControl {

  /** Every call that was answered or refused, in order. */
  public final List<String> calls = new ArrayList<>();

  public final Map<String, String> settings =
      new HashMap<>(Map.of("index.number_of_replicas", "1"));
  private final Set<String> refused = new HashSet<>();
  public List<Long> terms = List.of(1L, 1L);
  public IndexMeta meta = IndexMeta.none();
  public String uuid = "u1";
  public String alias = "";
  public long count;
  public boolean there = true;
  public boolean green = true;
  public boolean copiesComeBack = true;

  /** Refuses a call for lack of a privilege, from now on. */
  public FakeIndex refuse(String call) {
    refused.add(call);
    return this;
  }

  private void asked(String call) throws IOException {
    calls.add(call);
    if (refused.contains(call)) {
      throw new ElasticsearchException(403, "security_exception", "no privilege");
    }
  }

  @Override
  public LanePlan create() throws IOException {
    asked("create");
    there = true;
    return LanePlan.off("");
  }

  @Override
  public Optional<IndexState> state() throws IOException {
    asked("state");
    return there ? Optional.of(new IndexState(uuid, settings, meta)) : Optional.empty();
  }

  @Override
  public List<Long> primaryTerms() throws IOException {
    asked("terms");
    return terms;
  }

  @Override
  public boolean isGreen() throws IOException {
    asked("green");
    return green;
  }

  @Override
  public void mark(IndexMeta given) throws IOException {
    asked("mark");
    meta = given;
  }

  @Override
  public void change(Map<String, String> changes) throws IOException {
    asked("change");
    changes.forEach(
        (name, value) -> {
          if (value == null) {
            settings.remove(name);
          } else {
            settings.put(name, value);
          }
        });
  }

  @Override
  public void refresh(Set<String> names) throws IOException {
    asked("refresh " + names);
  }

  @Override
  public void refresh() throws IOException {
    asked("refresh");
  }

  @Override
  public void flush() throws IOException {
    asked("flush");
  }

  @Override
  public long count() throws IOException {
    asked("count");
    return count;
  }

  @Override
  public void forceMerge(int segments) throws IOException {
    asked("merge");
  }

  @Override
  public boolean awaitCopies(boolean all, Duration most) throws IOException {
    asked("await " + (all ? "green" : "yellow"));
    return copiesComeBack;
  }

  @Override
  public void takeAlias(String name) throws IOException {
    asked("alias");
    alias = name;
  }
}
