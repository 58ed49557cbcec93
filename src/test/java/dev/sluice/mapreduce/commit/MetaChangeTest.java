package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.index.IndexMeta;
import dev.sluice.mapreduce.since.SinceMark;
import dev.sluice.testing.FakeIndex;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of {@code _meta} beside other jobs, against a fake of the index. */
@Timeout(60)
class MetaChangeTest {

  private final FakeIndex index = new FakeIndex();
  private final ManualTicker clock = ManualTicker.movedBySleepers();

  private static SinceMark mark(String key) {
    return SinceMark.of("table", key, "{\"x\":1}", 0);
  }

  @Test
  void other_members_are_kept_and_a_second_time_changes_nothing() throws IOException {
    index.meta = IndexMeta.none().with("theirs", "{\"a\":[1]}");

    change(index).make(mark("t")::on);
    change(index).make(mark("t")::on);

    assertThat(index.meta.toString())
        .isEqualTo(
            "{\"theirs\":{\"a\":[1]},\"sluice\":{\"since\":{\"table\":{\"t\":"
                + "{\"x\":1,\"at\":\"1970-01-01T00:00:00Z\"}}}}}");
    assertThat(index.calls).containsExactly("state", "mark", "state", "state");
  }

  @Test
  void a_job_that_overwrites_the_value_with_what_it_read_before_loses_neither() throws IOException {
    IndexMeta readBefore = index.meta;
    UnaryOperator<IndexMeta> theirs = mark("theirs")::on;
    int[] reads = {0};
    IndexControl beside =
        answering(
            () -> {
              if (reads[0]++ == 1) {
                index.meta = theirs.apply(readBefore);
              }
            });

    change(beside).make(mark("ours")::on);

    assertThat(index.meta.object("sluice").object("since").object("table").names())
        .containsExactlyInAnyOrder("ours", "theirs");
  }

  @Test
  void a_server_may_return_the_members_in_another_order() throws IOException {
    IndexControl reordering =
        answering(
            () ->
                index.meta =
                    index.meta.names().isEmpty()
                        ? index.meta
                        : IndexMeta.none()
                            .with(
                                "sluice",
                                "{\"since\":{\"table\":{\"t\":"
                                    + "{\"at\":\"1970-01-01T00:00:00Z\",\"x\":1}}}}"));

    change(reordering).make(mark("t")::on);

    assertThat(index.calls).containsExactly("state", "mark", "state");
  }

  @Test
  void a_value_that_others_overwrite_for_a_minute_is_an_error() {
    IndexControl hostile = answering(() -> index.meta = IndexMeta.none());

    assertThatThrownBy(() -> change(hostile).make(mark("t")::on))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("other jobs overwrite _meta of the mapping again and again");
  }

  @Test
  void a_load_mode_marker_and_marks_do_not_touch_each_other() throws IOException {
    LoadModeMarker marker = LoadModeMarker.of("job_1_0001", Map.of());

    change(index).make(mark("t")::on);
    assertThat(LoadModeMarker.in(index.meta)).isEmpty();
    change(index).make(marker::on);
    change(index).make(mark("u")::on);

    assertThat(LoadModeMarker.in(index.meta)).isEqualTo(Optional.of(marker));
    change(index).make(LoadModeMarker::off);
    assertThat(index.meta.object("sluice").names()).containsExactly("since");
    assertThat(index.meta.object("sluice").object("since").object("table").names())
        .containsExactly("t", "u");
  }

  @Test
  void the_oldest_of_too_many_marks_are_dropped() throws IOException {
    for (int i = 0; i < 70; i++) {
      change(index).make(SinceMark.of("table", "t" + i, "{}", i * 1_000L)::on);
    }

    assertThat(List.copyOf(index.meta.object("sluice").object("since").object("table").names()))
        .hasSize(64)
        .startsWith("t6")
        .endsWith("t69");
  }

  private MetaChange change(IndexControl over) {
    return new MetaChange(over, clock);
  }

  /** The fake index, with what another client does before each read. */
  private IndexControl answering(Runnable before) {
    return (IndexControl)
        Proxy.newProxyInstance(
            IndexControl.class.getClassLoader(),
            new Class<?>[] {IndexControl.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("state")) {
                before.run();
              }
              try {
                return method.invoke(index, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
