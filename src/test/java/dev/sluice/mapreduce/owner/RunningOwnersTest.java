package dev.sluice.mapreduce.owner;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningOwnersTest {

  private static final String OWN = LocalProcess.own().orElseThrow();

  private final Configuration conf = new Configuration(false);
  private final RunningOwners owners = new RunningOwners(conf);

  private OwnerState process(String host, String process) {
    return owners.state(JobOwner.ofProcess("job_local1_0001", host, process));
  }

  @Test
  void a_process_is_alive_if_its_id_and_its_start_are_those_of_a_process_here() {
    assertThat(process(LocalProcess.host(), OWN)).isEqualTo(OwnerState.ALIVE);
    assertThat(process(LocalProcess.host(), OWN + "1"))
        .as("the same id, another start")
        .isEqualTo(OwnerState.ENDED);
    assertThat(process(LocalProcess.host(), "4194999 17")).isEqualTo(OwnerState.ENDED);
  }

  @Test
  void a_process_elsewhere_or_one_that_was_not_recorded_cannot_be_judged() {
    assertThat(process("other." + LocalProcess.host(), OWN)).isEqualTo(OwnerState.ELSEWHERE);
    assertThat(process(LocalProcess.host(), "")).isEqualTo(OwnerState.UNRECORDED);
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, UNDEFINED, ALIVE",
    "ACCEPTED, UNDEFINED, ALIVE",
    "RUNNING, UNDEFINED, ALIVE",
    "FINISHED, SUCCEEDED, ENDED",
    "FINISHED, FAILED, FAILED",
    "FINISHED, KILLED, ENDED",
    "FAILED, FAILED, FAILED",
    "KILLED, KILLED, ENDED",
  })
  void an_application_is_alive_until_YARN_reports_it_as_finished(
      YarnApplicationState state, FinalApplicationStatus end, OwnerState expected) {
    ApplicationReport report = Records.newRecord(ApplicationReport.class);
    report.setYarnApplicationState(state);
    report.setFinalApplicationStatus(end);

    assertThat(RunningOwners.state(report)).isEqualTo(expected);
  }

  @Test
  void a_ResourceManager_that_does_not_answer_is_told_once_and_not_asked_again() {
    conf.set("yarn.resourcemanager.address", "127.0.0.1:1");
    conf.set("yarn.resourcemanager.connect.max-wait.ms", "1");
    conf.set("yarn.resourcemanager.connect.retry-interval.ms", "1");
    conf.set("ipc.client.connect.max.retries", "0");
    JobOwner owner = JobOwner.ofApplication("job_1_0001", "application_1_0001");

    assertThat(owners.state(owner)).isEqualTo(OwnerState.UNREACHABLE);

    assertThat(owners.problem()).hasValueSatisfying(why -> assertThat(why).hasLineCount(1));
    conf.set("yarn.resourcemanager.address", "no address");
    assertThat(owners.state(owner)).isEqualTo(OwnerState.UNREACHABLE);
    owners.close();
  }
}
