package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {

  @Test
  void a_region_listed_beside_its_halves_is_covered_once() {
    List<Region> listed =
        List.of(
            region("", "m"), region("m", "z"), region("m", "r"), region("r", "z"), region("z", ""));

    assertThat(ranges(Region.covering(listed))).containsExactly("..m", "m..r", "r..z", "z..");
  }

  @Test
  void keys_that_no_listed_region_holds_are_covered_by_the_one_before() {
    List<Region> listed = List.of(region("c", "d"), region("r", "z"));

    assertThat(ranges(Region.covering(listed))).containsExactly("..r", "r..");
  }

  @Test
  void keys_are_ordered_as_unsigned_bytes() {
    Region first = Region.of(new byte[0], new byte[] {0x7f}, "a", 1);
    Region second = Region.of(new byte[] {0x7f}, new byte[] {(byte) 0x80}, "b", 2);
    Region third = Region.of(new byte[] {(byte) 0x80}, new byte[0], "c", 3);

    assertThat(Region.covering(List.of(third, second, first)))
        .hasToString(List.of(first, second, third).toString());
  }

  @Test
  void a_negative_size_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Region.of(new byte[0], new byte[0], "a", -1));
  }

  private static List<String> ranges(List<Region> regions) {
    return regions.stream().map(r -> text(r.start()) + ".." + text(r.end())).toList();
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private static Region region(String start, String end) {
    return Region.of(bytes(start), bytes(end), "a", 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
