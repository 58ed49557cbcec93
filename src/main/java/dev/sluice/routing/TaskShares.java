package dev.sluice.routing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of tasks of each server: in proportion to its bytes by the largest-remainder method,
 * at least one, and at most its number of regions.
 */
final class TaskShares {

  private final double[] quotas;
  private final int[] limits;
  private final int[] shares;

  private TaskShares(List<List<Region>> servers, int tasks) {
    double total = servers.stream().mapToLong(TaskShares::bytes).sum();
    quotas = servers.stream().mapToDouble(server -> bytes(server) * tasks / total).toArray();
    limits = servers.stream().mapToInt(List::size).toArray();
    shares = new int[limits.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(1, Math.min(limits[i], (int) quotas[i]));
    }
  }

  /**
   * Distributes tasks.
   *
   * @param servers the regions of each server, at least one
   * @param tasks from the number of servers to the number of regions
   */
  static int[] of(List<List<Region>> servers, int tasks) {
    TaskShares shares = new TaskShares(servers, tasks);
    int left = tasks - IntStream.of(shares.shares).sum();
    for (; left > 0; left--) {
      shares.shares[shares.mostShort()]++;
    }
    for (; left < 0; left++) {
      shares.shares[shares.mostOver()]--;
    }
    return shares.shares;
  }

  static long bytes(List<Region> server) {
    return server.stream().mapToLong(Region::bytes).sum();
  }

  private int mostShort() {
    int most = -1;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] < limits[i] && (most < 0 || lack(i) > lack(most))) {
        most = i;
      }
    }
    return most;
  }

  private int mostOver() {
    int most = -1;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 1 && (most < 0 || lack(i) < lack(most))) {
        most = i;
      }
    }
    return most;
  }

  private double lack(int server) {
    return quotas[server] - shares[server];
  }
}
