package dev.sluice.hbase.since;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds reasons why an incremental load of a table may miss deletions: major compactions that have
 * removed delete markers, and column families whose cells expire.
 */
final class UnseenChanges {

  private static final Logger log = LoggerFactory.getLogger(UnseenChanges.class);

  private static final int NAMED = 3;

  private final Connection connection;
  private final TableName table;
  private final Scan scan;

  UnseenChanges(Connection connection, TableName table, Scan scan) {
    this.connection = connection;
    this.table = table;
    this.scan = scan;
  }

  /** The reasons, each a sentence with the way out. Blocks while it queries HBase. */
  List<String> since(long millis) {
    List<String> reasons = new ArrayList<>();
    List<ColumnFamilyDescriptor> families = families(reasons);
    for (ColumnFamilyDescriptor family : families) {
      if (family.getTimeToLive() != HConstants.FOREVER) {
        reasons.add(
            "cells of family "
                + family.getNameAsString()
                + " of table "
                + table
                + " expire after "
                + family.getTimeToLive()
                + " s (TTL) without a delete marker, so documents of expired rows stay in the"
                + " index. "
                + wayOut());
      }
    }
    if (families.isEmpty() || !families.stream().allMatch(UnseenChanges::keepsMarkers)) {
      compactions(millis, reasons);
    }
    return reasons;
  }

  private void compactions(long millis, List<String> reasons) {
    try {
      List<String> regions = new Compactions(connection, table, scan).since(millis);
      if (!regions.isEmpty()) {
        reasons.add(compacted(table.getNameAsString(), regions, millis));
      }
    } catch (IOException e) {
      log.debug("The region servers do not say when they compacted table {}", table, e);
      reasons.add(
          "could not find out whether table "
              + table
              + " had a major compaction since "
              + Instant.ofEpochMilli(millis)
              + ", which removes delete markers ("
              + e.getMessage().split("\n", 2)[0]
              + "). "
              + wayOut());
    }
  }

  static String compacted(String table, List<String> regions, long millis) {
    return regions.size()
        + " regions of table "
        + table
        + " had a major compaction since "
        + Instant.ofEpochMilli(millis)
        + ", which may have removed delete markers, so documents of deleted rows and cells may"
        + " stay in the index: "
        + regions.stream().limit(NAMED).collect(Collectors.joining(" "))
        + (regions.size() > NAMED ? " ..." : "")
        + " "
        + wayOut();
  }

  /** What to do about a deletion that no incremental load sees. */
  static String wayOut() {
    return "To repair the index, run sluice verify --repair --delete";
  }

  private static boolean keepsMarkers(ColumnFamilyDescriptor family) {
    return family.getKeepDeletedCells() == KeepDeletedCells.TRUE;
  }

  /** The families that are read; none if HBase does not describe them to this user. */
  private List<ColumnFamilyDescriptor> families(List<String> reasons) {
    try (Admin admin = connection.getAdmin()) {
      return Arrays.stream(admin.getDescriptor(table).getColumnFamilies())
          .filter(its -> !scan.hasFamilies() || scan.getFamilyMap().containsKey(its.getName()))
          .collect(Collectors.toList());
    } catch (AccessDeniedException e) {
      log.debug("HBase does not describe table {} to this user", table, e);
    } catch (IOException e) {
      reasons.add("could not read the descriptor of table " + table + ": " + e.getMessage());
    }
    return new ArrayList<>();
  }
}
