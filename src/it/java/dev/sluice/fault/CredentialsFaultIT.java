package dev.sluice.fault;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job on a real, secured server that no longer knows the job's user from some moment on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CredentialsFaultIT {

  @Test
  void credentials_revoked_in_mid_load_fail_the_job_at_once() throws Exception {
    ElasticsearchServer server = ElasticsearchServer.sharedSecured();
    try (Index index = server.index("allowed")) {
      Path config = server.nodes().get(0).directory().resolve("config");
      SlowMapper.reset(
          FaultJob.DOCUMENTS / 4,
          () -> {
            Path users = config.resolve("users");
            Files.writeString(users, Files.readString(users).replaceAll("(?m)^leaver:.*\\R", ""));
          });
      FaultJob job =
          FaultJob.named("credentials revoked", Workload.mixed(FaultJob.DOCUMENTS))
              .mapper(SlowMapper.class)
              .set("sluice.auth.user", ElasticsearchServer.LEAVER)
              .set("sluice.secrets.file", secrets().toString())
              .set("sluice.tls.ca-file", config.resolve("node.pem").toString());

      FaultRun run = job.run(server.url(), index.name());

      Ledger.failed(run, RealIndex.of(server.rest(), index.name()), "401", "credentials");
    }
  }

  private static Path secrets() throws Exception {
    Path file =
        Files.createTempFile(
            "sluice",
            ".secrets",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "sluice.auth.password=" + ElasticsearchServer.PASSWORD + "\n");
    return file;
  }
}
