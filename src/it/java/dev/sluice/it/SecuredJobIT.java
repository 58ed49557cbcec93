package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.LocalJob;
import dev.sluice.mapreduce.ReadJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job against a server with TLS and users. */
@Timeout(240)
class SecuredJobIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedSecured();

  @TempDir Path temp;

  @Test
  void a_job_loads_with_a_password_that_its_configuration_never_shows_and_another_copies_it()
      throws Exception {
    try (Index pages = SERVER.index("allowed")) {
      String provider = "localjceks://file" + temp.resolve("secrets.jceks");
      store(provider, "sluice.auth.password", ElasticsearchServer.PASSWORD);
      LocalJob job =
          LocalJob.in(temp)
              .set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider)
              .set("sluice.auth.user", ElasticsearchServer.WRITER)
              .set("sluice.tls.ca-file", SERVER.certificates().caFile().toString())
              .set("sluice.id", "key")
              .input(new Text("a"), new Text("{}"));

      assertThatThrownBy(() -> job.run(SERVER.url(), "forbidden"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("forbidden")
          .hasMessageNotContaining(ElasticsearchServer.PASSWORD);
      assertThat(job.run(SERVER.url(), pages.name())).isTrue();

      assertThat(pages.ids()).containsExactly("a");
      assertThat(
              StreamSupport.stream(job.job().getConfiguration().spliterator(), false)
                  .map(Map.Entry::getValue))
          .noneMatch(value -> value.contains(ElasticsearchServer.PASSWORD))
          .anyMatch(value -> value.contains("BEGIN CERTIFICATE"));
      readsBack(pages);
      reads(pages, provider);
      readsByTheKeysOfElasticsearchHadoop(pages);
    }
  }

  /** To a cluster that asks for no credentials, with those for reading alone. */
  private void readsBack(Index pages) throws IOException {
    String provider = "localjceks://file" + temp.resolve("read.jceks");
    store(provider, "sluice.read.auth.password", ElasticsearchServer.PASSWORD);
    try (Index to = ElasticsearchServer.shared().index("copied")) {
      List<String> command = new ArrayList<>(List.of("reindex"));
      command.addAll(List.of("--from", SERVER.url() + "/" + pages.name()));
      command.addAll(List.of("--to", ElasticsearchServer.shared().url() + "/" + to.name()));
      Map<String, Object> keys =
          Map.of(
              CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
              provider,
              "sluice.read.auth.user",
              ElasticsearchServer.USER,
              "sluice.read.tls.ca-file",
              SERVER.certificates().caFile(),
              "sluice.job.dir",
              temp.resolve("reindex-job"));
      keys.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));

      CommandLine done = CommandLine.sluice(command.toArray(String[]::new));

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(to.ids()).containsExactly("a");
    }
  }

  private void reads(Index pages, String provider) throws Exception {
    store(provider, "sluice.read.auth.password", ElasticsearchServer.PASSWORD);
    ReadJob job =
        ReadJob.in(temp)
            .set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider)
            .set("sluice.read.auth.user", ElasticsearchServer.WRITER)
            .set("sluice.read.tls.ca-file", SERVER.certificates().caFile().toString());
    try (Index forbidden = SERVER.index("forbidden").create("{}")) {
      assertThatThrownBy(() -> job.run(SERVER.url(), forbidden.name()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(forbidden.name())
          .hasMessageNotContaining(ElasticsearchServer.PASSWORD);
    }
    assertThat(job.run(SERVER.url(), pages.name())).isTrue();

    assertThat(job.read()).containsExactly(new ReadJob.Read("a", new Text("{}")));
    assertThat(
            StreamSupport.stream(job.job().getConfiguration().spliterator(), false)
                .map(Map.Entry::getValue))
        .noneMatch(value -> value.contains(ElasticsearchServer.PASSWORD));
  }

  private void readsByTheKeysOfElasticsearchHadoop(Index pages) throws Exception {
    ReadJob job =
        ReadJob.in(temp)
            .set("es.nodes", SERVER.url().replace("https://", ""))
            .set("es.net.ssl", "true")
            .set("es.net.ssl.truststore.location", SERVER.certificates().truststore().toString())
            .set("es.net.ssl.truststore.pass", SERVER.certificates().password())
            .set("es.net.http.auth.user", ElasticsearchServer.WRITER)
            .set("es.net.http.auth.pass", ElasticsearchServer.PASSWORD)
            .set("es.net.http.header.X-Opaque-Id", "somebody's secret")
            .set("es.resource", pages.name())
            .set("es.output.json", "yes");
    job.create();

    assertThat(job.run()).isTrue();

    assertThat(job.read()).containsExactly(new ReadJob.Read("a", new Text("{}")));
    assertThat(
            StreamSupport.stream(job.job().getConfiguration().spliterator(), false)
                .map(Map.Entry::getValue))
        .noneMatch(value -> value.contains(ElasticsearchServer.PASSWORD))
        .noneMatch(value -> value.contains("somebody's secret"))
        .noneMatch(value -> value.equals(SERVER.certificates().password()));
  }

  @Test
  void load_mode_is_refused_at_submit_without_its_privileges() throws Exception {
    try (Index pages = SERVER.index("allowed")) {
      String provider = "localjceks://file" + temp.resolve("secrets.jceks");
      store(provider, "sluice.auth.password", ElasticsearchServer.PASSWORD);
      LocalJob job =
          LocalJob.in(temp)
              .set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider)
              .set("sluice.auth.user", ElasticsearchServer.WRITER)
              .set("sluice.tls.ca-file", SERVER.certificates().caFile().toString())
              .set("sluice.index.load-mode", "bulk")
              .input(new Text("a"), new Text("{}"));

      assertThatThrownBy(() -> job.run(SERVER.url(), pages.name()))
          .hasMessage(
              "sluice.index.load-mode is bulk, but the credentials lack the privileges [manage]"
                  + " on index "
                  + pages
                  + " and the cluster privilege [monitor]: grant them, or remove the key");
      assertThat(SERVER.rest().status("HEAD", "/" + pages.name())).isEqualTo(404);

      // The rest of its privileges it can do without, too: it may not refresh.
      job.set("sluice.index.load-mode", "normal").set("sluice.id.unique", "true");
      assertThat(job.run(SERVER.url(), pages.name())).isTrue();
    }
  }

  private static void store(String path, String name, String secret) throws IOException {
    Configuration conf = new Configuration();
    conf.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);
    CredentialProvider provider = CredentialProviderFactory.getProviders(conf).get(0);
    provider.createCredentialEntry(name, secret.toCharArray());
    provider.flush();
  }
}
