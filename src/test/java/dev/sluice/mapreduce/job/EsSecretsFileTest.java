package dev.sluice.mapreduce.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EsSecretsFileTest {

  private Job job;

  @TempDir Path directory;

  @BeforeEach
  void make() throws IOException {
    job = Job.getInstance(new Configuration(false));
  }

  /** In the form that the keytool of elasticsearch-hadoop writes. */
  private Path file(String name, String text) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    store.setKeyEntry(name, new SecretKeySpec(text.getBytes(UTF_8), "AES"), new char[0], null);
    Path file = directory.resolve("esh.keystore");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, new char[0]);
    }
    job.getConfiguration().set("es.keystore.location", file.toString());
    return file;
  }

  @Test
  void its_passwords_go_to_the_credentials_and_nowhere_else() throws Exception {
    file("es.net.http.auth.pass", "sésame");
    job.getConfiguration().set("es.net.http.auth.user", "anna");

    assertThat(TranslatedKeys.ofReading(job)).isEmpty();

    assertThat(JobSecrets.of(job.getCredentials()).find("sluice.auth.password"))
        .contains(Secret.of("sésame"));
    assertThat(job.getConfiguration().iterator())
        .toIterable()
        .noneSatisfy(entry -> assertThat(entry.getValue()).contains("sésame"));
  }

  @Test
  void it_may_be_the_file_of_opensearch_hadoop() throws Exception {
    Path file = file("opensearch.net.http.auth.pass", "sésame");
    job.getConfiguration().unset("es.keystore.location");
    job.getConfiguration().set("opensearch.keystore.location", file.toString());
    job.getConfiguration().set("opensearch.net.http.header.X-Key", "s3cret");

    assertThat(TranslatedKeys.ofReading(job)).isEmpty();

    assertThat(JobSecrets.of(job.getCredentials()).find("sluice.auth.password"))
        .contains(Secret.of("sésame"));
    assertThat(job.getConfiguration().iterator())
        .toIterable()
        .noneSatisfy(entry -> assertThat(entry.getValue()).contains("s3cret"));
  }

  @Test
  void it_goes_before_a_password_in_the_configuration_which_leaves_it() throws Exception {
    file("es.net.http.auth.pass", "right");
    job.getConfiguration().set("es.net.http.auth.pass", "wrong");

    TranslatedKeys.ofReading(job);

    assertThat(JobSecrets.of(job.getCredentials()).find("sluice.auth.password"))
        .contains(Secret.of("right"));
    assertThat(job.getConfiguration().get("es.net.http.auth.pass")).isNull();
  }

  @Test
  void one_that_cannot_be_read_ends_the_submit() throws Exception {
    Files.writeString(file("es.net.http.auth.pass", "x"), "garbage");

    assertThat(TranslatedKeys.ofReading(job))
        .singleElement()
        .asString()
        .startsWith("es.keystore.location is \"" + directory)
        .contains("which cannot be read as a PKCS12 file with an empty password");
  }
}
