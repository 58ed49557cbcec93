package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexGroupsTest {

  @Test
  void an_alias_and_its_indices_are_one_group_also_over_several_aliases() {
    IndexGroups groups =
        IndexGroups.of(
            Map.of("z", List.of("i3", "i2"), "a", List.of("i2", "i1"), "b", List.of("i9")));

    assertThat(List.of("a", "z", "i1", "i2", "i3")).map(groups::of).containsOnly("a");
    assertThat(groups.of("i9")).isEqualTo("b");
    assertThat(groups.of("unknown")).isEqualTo("unknown");
  }

  @Test
  void groups_are_read_back_from_their_text() {
    IndexGroups back =
        IndexGroups.parse(IndexGroups.of(Map.of("p\u00e4\"", List.of("i1"))).toJson());

    assertThat(back.of("i1")).isEqualTo(back.of("p\u00e4\""));
  }
}
