package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.EnvelopeOutputFormat;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens for the file systems of a job's own directories, on a cluster with Kerberos. */
class FileTokensTest {

  private static final String REALM = "java.security.krb5.realm";
  private static final String KDC = "java.security.krb5.kdc";

  private final Configuration conf = new Configuration();

  @BeforeEach
  void secure() {
    System.setProperty(REALM, "EXAMPLE.COM");
    System.setProperty(KDC, "localhost");
    conf.set("hadoop.security.authentication", "kerberos");
    conf.set("yarn.resourcemanager.principal", "rm/localhost@EXAMPLE.COM");
    conf.set("fs.other.impl", Other.class.getName());
    UserGroupInformation.setConfiguration(conf);
  }

  @AfterEach
  void reset() {
    System.clearProperty(REALM);
    System.clearProperty(KDC);
    UserGroupInformation.setConfiguration(new Configuration());
  }

  private Job asUser(PrivilegedExceptionAction<Job> action) throws Exception {
    return UserGroupInformation.createRemoteUser("u").doAs(action);
  }

  @Test
  void a_dump_that_is_completed_takes_a_token_for_its_directory_along() throws Exception {
    conf.set("sluice.internal.resumes", "other://b/dump");
    conf.set("mapreduce.output.fileoutputformat.outputdir", "other://b/dump");

    Job job =
        asUser(
            () -> {
              Job made = Job.getInstance(conf);
              new EnvelopeOutputFormat().checkOutputSpecs(made);
              return made;
            });

    assertThat(job.getCredentials().getAllTokens())
        .extracting(token -> token.getService().toString())
        .containsExactly("other-b");
  }

  @Test
  void the_directory_of_a_job_on_another_file_system_is_one_that_its_tasks_reach()
      throws Exception {
    conf.set("sluice.job.dir", "other://a/jobs/42");

    Job job =
        asUser(
            () -> {
              Job made = Job.getInstance(conf);
              FileTokens.obtain(made, JobDirectory.parent(conf));
              return made;
            });

    assertThat(job.getCredentials().getAllTokens())
        .extracting(token -> token.getService().toString())
        .containsExactly("other-a");
  }

  /** A file system that asks for tokens. */
  public static final class Other extends RawLocalFileSystem {

    private URI uri;

    @Override
    public void initialize(URI name, Configuration its) throws java.io.IOException {
      super.initialize(name, its);
      uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    }

    @Override
    public URI getUri() {
      // Asked for by the constructor of the class above, too.
      return uri == null ? URI.create("other://none") : uri;
    }

    @Override
    protected void checkPath(Path path) {}

    @Override
    public String getCanonicalServiceName() {
      return "other-" + uri.getAuthority();
    }

    @Override
    public Token<?> getDelegationToken(String renewer) {
      Token<?> token = new Token<>();
      token.setService(new Text(getCanonicalServiceName()));
      return token;
    }
  }
}
