package dev.sluice.mapreduce.owner;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Asks this machine about processes, and the ResourceManager about applications. It connects when
 * it is first asked about an application; if that fails, it does not try again. Used by one thread.
 */
public final class RunningOwners implements OwnerLookup, Closeable {

  private static final int PATIENCE_MILLIS = 10_000;

  /** The most of what Hadoop does to connect; by default it tries for 15 minutes. */
  private static final Map<String, Integer> MOST = most();

  private final Configuration conf;
  private YarnClient yarn;
  private String problem;

  private static Map<String, Integer> most() {
    Map<String, Integer> most = new HashMap<>();
    most.put(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, PATIENCE_MILLIS);
    most.put(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, 1_000);
    most.put(YarnConfiguration.CLIENT_FAILOVER_MAX_ATTEMPTS, 3);
    most.put(CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 1);
    most.put(
        CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_MAX_RETRIES_ON_SOCKET_TIMEOUTS_KEY, 1);
    most.put(CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_TIMEOUT_KEY, PATIENCE_MILLIS);
    return most;
  }

  public RunningOwners(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public OwnerState state(JobOwner owner) {
    return owner.application().isPresent()
        ? ofApplication(owner.application().get())
        : ofProcess(owner);
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private static OwnerState ofProcess(JobOwner owner) {
    if (!owner.host().equals(LocalProcess.host())) {
      return OwnerState.ELSEWHERE;
    }
    Optional<Boolean> alive = LocalProcess.isAlive(owner.process());
    return alive
        .map(its -> its ? OwnerState.ALIVE : OwnerState.ENDED)
        .orElse(OwnerState.UNRECORDED);
  }

  private OwnerState ofApplication(String application) {
    if (problem != null) {
      return OwnerState.UNREACHABLE;
    }
    try {
      return state(client().getApplicationReport(ApplicationId.fromString(application)));
    } catch (ApplicationNotFoundException e) {
      return OwnerState.FORGOTTEN;
    } catch (YarnException | IOException | RuntimeException | LinkageError e) {
      problem = String.valueOf(e.getMessage() == null ? e : e.getMessage()).split("\n", -1)[0];
      return OwnerState.UNREACHABLE;
    }
  }

  static OwnerState state(ApplicationReport report) {
    YarnApplicationState state = report.getYarnApplicationState();
    if (state == YarnApplicationState.FAILED) {
      return OwnerState.FAILED;
    }
    if (state == YarnApplicationState.KILLED) {
      return OwnerState.ENDED;
    }
    if (state != YarnApplicationState.FINISHED) {
      return OwnerState.ALIVE;
    }
    return report.getFinalApplicationStatus() == FinalApplicationStatus.FAILED
        ? OwnerState.FAILED
        : OwnerState.ENDED;
  }

  private YarnClient client() {
    if (yarn == null) {
      YarnConfiguration impatient = new YarnConfiguration(conf);
      MOST.forEach(
          (key, most) -> impatient.setInt(key, Math.min(impatient.getInt(key, most), most)));
      yarn = YarnClient.createYarnClient();
      yarn.init(impatient);
      yarn.start();
    }
    return yarn;
  }

  @Override
  public void close() {
    if (yarn != null) {
      yarn.stop();
    }
  }
}
