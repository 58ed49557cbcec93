package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.resume.CoveredInput;
import dev.sluice.routing.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

/** Jobs over a table that stop at random rows, with regions that split and merge in between. */
class CoveredRowsTest {

  private static final byte[] NONE = {};

  private static byte[] key(Random random) {
    byte[] key = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(4) - 2); // also bytes above 127, and zeros
    }
    return key;
  }

  private static List<Region> regions(Random random) {
    TreeSet<byte[]> cuts = new TreeSet<>(Bytes.BYTES_COMPARATOR);
    cuts.add(NONE);
    for (int i = random.nextInt(6); i > 0; i--) {
      cuts.add(key(random));
    }
    List<byte[]> starts = new ArrayList<>(cuts);
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      byte[] end = i + 1 < starts.size() ? starts.get(i + 1) : NONE;
      regions.add(Region.of(starts.get(i), end, "host", 100));
    }
    return regions;
  }

  private static List<byte[]> rowsIn(SplitRange range, SortedMap<byte[], Integer> table) {
    boolean open = range.end.length == 0;
    return new ArrayList<>(
        (open ? table.tailMap(range.start) : table.subMap(range.start, range.end)).keySet());
  }

  /** Reads a split up to a random row, and counts its rows. */
  private static CoveredInput read(
      List<SplitRange> split, SortedMap<byte[], Integer> table, int most) {
    ScanStart place = ScanStart.FIRST;
    int read = 0;
    for (int i = 0; i < split.size(); i++) {
      int ofRange = 0;
      for (byte[] row : rowsIn(split.get(i), table)) {
        if (read++ == most) {
          return CoveredInput.of(RangeInput.toText(split), place.toString(), 0, false);
        }
        table.merge(row, 1, Integer::sum);
        place = ScanStart.behind(i, row, ++ofRange);
      }
    }
    return CoveredInput.of(RangeInput.toText(split), place.toString(), 0, true);
  }

  private static List<List<SplitRange>> splits(List<Region> regions, Random random) {
    List<List<SplitRange>> splits = new ArrayList<>();
    for (Region region : regions) {
      if (splits.isEmpty() || random.nextBoolean()) {
        splits.add(new ArrayList<>());
      }
      splits
          .get(splits.size() - 1)
          .add(SplitRange.of(region.start(), region.end(), region.bytes(), NONE));
    }
    return splits;
  }

  @Test
  void whatever_the_regions_each_row_is_read_once() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      TreeMap<byte[], Integer> table = new TreeMap<>(Bytes.BYTES_COMPARATOR);
      for (int i = 0; i < 40; i++) {
        table.put(key(random), 0);
      }
      List<CoveredInput> inputs = new ArrayList<>();
      int jobs = 2 + random.nextInt(4);
      for (int job = 0; job < jobs; job++) {
        List<Region> left = CoveredRows.of(inputs).leftOf(regions(random));
        for (List<SplitRange> split : splits(left, random)) {
          boolean last = job == jobs - 1;
          if (last || random.nextInt(4) > 0) {
            inputs.add(read(split, table, last ? Integer.MAX_VALUE : random.nextInt(20)));
          }
        }
      }

      assertThat(table.values()).as("seed %s", seed).containsOnly(1);
      assertThat(CoveredRows.of(inputs).leftOf(regions(random))).isEmpty();
    }
  }

  @Test
  void the_parts_of_a_region_share_its_size() {
    SplitRange middle = SplitRange.of(Bytes.toBytes("c"), Bytes.toBytes("d"), 0, NONE);
    CoveredInput input =
        CoveredInput.of(RangeInput.toText(Collections.singletonList(middle)), "", 0, true);

    List<Region> left =
        CoveredRows.of(Arrays.asList(input))
            .leftOf(Collections.singletonList(Region.of(NONE, NONE, "host", 100)));

    assertThat(left).extracting(Region::bytes).containsExactly(50L, 50L);
    assertThat(left).extracting(Region::server).containsOnly("host");
  }
}
