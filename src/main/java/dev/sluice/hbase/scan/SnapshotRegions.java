package dev.sluice.hbase.scan;

import dev.sluice.routing.Region;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.mapreduce.TableSnapshotInputFormatImpl;
import org.apache.hadoop.hbase.shaded.protobuf.ProtobufUtil;
import org.apache.hadoop.hbase.shaded.protobuf.generated.MapReduceProtos.TableSnapshotRegionSplit;
import org.apache.hadoop.hbase.shaded.protobuf.generated.SnapshotProtos.SnapshotRegionManifest;
import org.apache.hadoop.hbase.snapshot.SnapshotManifest;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.util.CommonFSUtils;

/**
 * The regions of a snapshot, with the size of their files and the host with most of their blocks.
 * HBase's own format finds them. Its option to split a region is not used, because it loses rows at
 * the end of the table.
 */
public final class SnapshotRegions implements RegionList {

  /** HBase's key for the snapshot name. */
  public static final String NAME = "hbase.TableSnapshotInputFormat.snapshot.name";

  private static final String RESTORE_DIR = "hbase.TableSnapshotInputFormat.restore.dir";

  private final Configuration conf;
  private final Scan scan;
  private final Map<byte[], byte[]> parts = new TreeMap<>(Bytes.BYTES_COMPARATOR);

  public SnapshotRegions(Configuration conf, Scan scan) {
    this.conf = conf;
    this.scan = scan;
  }

  @Override
  public List<Region> regions() throws IOException {
    Path root = CommonFSUtils.getRootDir(conf);
    SnapshotManifest manifest =
        TableSnapshotInputFormatImpl.getSnapshotManifest(
            conf, conf.get(NAME), root, root.getFileSystem(conf));
    Map<String, Long> sizes = sizes(manifest);
    List<Region> regions = new ArrayList<>();
    for (TableSnapshotInputFormatImpl.InputSplit split :
        TableSnapshotInputFormatImpl.getSplits(
            // HBase's own check of an inclusive stop row misses the region that starts there.
            ScanBounds.withoutStop(scan),
            manifest,
            TableSnapshotInputFormatImpl.getRegionInfosFromManifest(manifest),
            new Path(conf.get(RESTORE_DIR)),
            conf)) {
      byte[] part = serialized(split);
      RegionInfo info = regionOf(part);
      String[] hosts = split.getLocations();
      regions.add(
          Region.of(
              info.getStartKey(),
              info.getEndKey(),
              hosts.length == 0 ? "" : hosts[0],
              sizes.getOrDefault(info.getEncodedName(), 0L)));
      parts.put(info.getStartKey(), part);
    }
    return regions;
  }

  private static Map<String, Long> sizes(SnapshotManifest manifest) {
    Map<String, Long> sizes = new HashMap<>();
    for (SnapshotRegionManifest region : manifest.getRegionManifests()) {
      long bytes =
          region.getFamilyFilesList().stream()
              .flatMap(family -> family.getStoreFilesList().stream())
              .mapToLong(SnapshotRegionManifest.StoreFile::getFileSize)
              .sum();
      sizes.put(ProtobufUtil.toRegionInfo(region.getRegionInfo()).getEncodedName(), bytes);
    }
    return sizes;
  }

  private static byte[] serialized(TableSnapshotInputFormatImpl.InputSplit split)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    split.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /**
   * Read from the serialized split: the getter of the split returns another type in HBase 3, and
   * one jar must link with both.
   */
  private static RegionInfo regionOf(byte[] split) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(split));
    byte[] message = new byte[in.readInt()];
    in.readFully(message);
    return ProtobufUtil.toRegionInfo(TableSnapshotRegionSplit.parseFrom(message).getRegion());
  }

  /** HBase's own reader reads the files of a region as a whole. */
  @Override
  public boolean isDivisible() {
    return false;
  }

  @Override
  public byte[] snapshotPart(Region region) {
    return parts.get(region.start());
  }
}
