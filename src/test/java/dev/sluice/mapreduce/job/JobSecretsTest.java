package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.input.SplitSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSecretsTest {

  @TempDir Path temp;

  private final Configuration conf = new Configuration();

  @Test
  void secrets_of_a_credential_provider_travel_in_the_jobs_credentials() throws Exception {
    conf.set(
        CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
        "localjceks://file" + temp.resolve("secrets.jceks"));
    CredentialProvider provider = CredentialProviderFactory.getProviders(conf).get(0);
    provider.createCredentialEntry("sluice.auth.password", "pässword".toCharArray());
    provider.flush();
    Credentials credentials = new Credentials();

    read().store(credentials);

    assertThat(JobSecrets.of(credentials).find("sluice.auth.password"))
        .contains(Secret.of("pässword"));
    assertThat(JobSecrets.of(credentials).find("sluice.auth.bearer")).isEmpty();
    assertThat(conf.get("sluice.auth.password")).isNull();
  }

  @Test
  void secrets_come_from_a_file_of_the_owners() throws IOException {
    file("rw-------", "sluice.auth.api-key = abc==\nsluice.auth.bearer: t\n");

    assertThat(read().find("sluice.auth.api-key")).contains(Secret.of("abc=="));
    assertThat(read().find("sluice.auth.bearer")).contains(Secret.of("t"));
    assertThat(read()).asString().doesNotContain("abc");
  }

  @Test
  void a_file_that_others_can_read_is_refused() throws IOException {
    Path file = file("rw-r-----", "sluice.auth.bearer=t\n");

    assertThat(problems())
        .containsExactly(
            "sluice.secrets.file is \""
                + file
                + "\", which other users can read or change: run chmod 600 "
                + file);
  }

  @Test
  void a_file_with_another_name_in_it_is_refused_without_its_content() throws IOException {
    Path file = file("rw-------", "password=hunter2\n");

    assertThat(problems())
        .containsExactly(
            "file "
                + file
                + " contains \"password\", which is not a Sluice secret; valid names are"
                + " sluice.auth.password, sluice.auth.api-key, sluice.auth.bearer,"
                + " sluice.tls.truststore.password, sluice.tls.keystore.password,"
                + " sluice.tls.identity, sluice.http.secret-headers, sluice.http.proxy.password,"
                + " and their counterparts for reading, such as sluice.read.auth.password");
  }

  @Test
  void a_missing_file_and_a_missing_provider_are_reported_together() {
    conf.set("sluice.secrets.file", temp.resolve("none").toString());
    conf.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, "nosuchscheme://x");

    assertThat(problems())
        .hasSize(2)
        .contains(
            "sluice.secrets.file is \""
                + temp.resolve("none")
                + "\", which cannot be read: file not found");
  }

  /** A task whose job has nothing to carry, since its splits were made under a copy of it. */
  private JobSecrets ofTask(Configuration noted) {
    Configuration ofTask = new Configuration(conf);
    Settings settings = Settings.from(ofTask::get);
    JobSecrets found =
        JobSecrets.ofTask(
            new JobContextImpl(ofTask, new JobID()),
            SplitSettings.of(noted).over(ofTask),
            settings);
    settings.check();
    return found;
  }

  @Test
  void secrets_that_did_not_travel_are_read_again_where_the_keys_of_the_task_say()
      throws IOException {
    file("rw-------", "sluice.auth.bearer=t\n");
    conf.set("es.net.http.auth.user", "anna");
    conf.set("es.net.http.auth.pass", "p");
    Configuration copy = new Configuration(conf);
    copy.setStrings(InternalKeys.SECRETS, "sluice.auth.bearer", "sluice.auth.password");

    JobSecrets found = ofTask(copy);

    assertThat(found.find("sluice.auth.bearer")).contains(Secret.of("t"));
    assertThat(found.find("sluice.auth.password")).contains(Secret.of("p"));
  }

  @Test
  void a_secret_that_does_not_reach_a_task_is_named() {
    Configuration copy = new Configuration(conf);
    copy.setStrings(InternalKeys.SECRETS, "sluice.auth.bearer");

    assertThat(catchThrowableOfType(ConfigException.class, () -> ofTask(copy)).problems())
        .singleElement()
        .asString()
        .startsWith("the secret sluice.auth.bearer was set when the job was submitted but did");
  }

  @Test
  void a_task_that_writes_reads_again_what_its_engine_does_not_carry() throws IOException {
    file("rw-------", "sluice.auth.bearer=t\n");
    conf.set("es.net.http.auth.pass", "p");
    conf.setStrings(
        InternalKeys.SECRETS,
        "sluice.auth.bearer",
        "sluice.auth.password",
        "sluice.read.auth.bearer");
    Settings settings = Settings.from(conf::get);

    JobSecrets found = JobSecrets.ofWriter(new JobContextImpl(conf, new JobID()), settings);

    settings.check();
    assertThat(found.find("sluice.auth.bearer")).contains(Secret.of("t"));
    assertThat(found.find("sluice.auth.password")).contains(Secret.of("p"));
  }

  @Test
  void a_job_without_secrets_is_fine() {
    assertThatCode(this::read).doesNotThrowAnyException();
  }

  private Path file(String permissions, String content) throws IOException {
    Path file = Files.writeString(temp.resolve("secrets"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    conf.set("sluice.secrets.file", file.toString());
    return file;
  }

  private JobSecrets read() {
    Settings settings = Settings.from(conf::get);
    JobSecrets secrets = JobSecrets.read(conf, settings);
    settings.check();
    return secrets;
  }

  private List<String> problems() {
    return catchThrowableOfType(ConfigException.class, this::read).problems();
  }
}
