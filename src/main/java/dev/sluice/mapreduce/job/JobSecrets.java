package dev.sluice.mapreduce.job;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;

/**
 * The secrets of a job. At submission they come from Hadoop's credential provider ({@code
 * hadoop.security.credential.provider.path}) or from the file in {@code sluice.secrets.file}. Tasks
 * find them in the job's credentials, which Hadoop carries apart from the configuration. Immutable.
 */
public final class JobSecrets implements Secrets {

  static final List<String> NAMES = names();

  private final Map<String, Secret> secrets;

  private JobSecrets(Map<String, Secret> secrets) {
    this.secrets = secrets;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(Secrets.NAMES);
    Secrets.NAMES.forEach(name -> names.add(Secrets.twin(name)));
    return Collections.unmodifiableList(names);
  }

  /** The secrets in a job's credentials. */
  public static JobSecrets of(Credentials credentials) {
    Map<String, Secret> found = new HashMap<>();
    for (String name : NAMES) {
      byte[] secret = credentials.getSecretKey(new Text(name));
      if (secret != null) {
        found.put(name, Secret.of(new String(secret, StandardCharsets.UTF_8)));
      }
    }
    return new JobSecrets(found);
  }

  /**
   * The secrets that a configuration refers to. Problems are reported to the settings, including a
   * secret in the configuration itself.
   */
  public static JobSecrets read(Configuration conf, Settings settings) {
    Map<String, Secret> found = new HashMap<>();
    settings
        .get(OutputSettings.SECRETS_FILE)
        .ifPresent(path -> found.putAll(new SecretsFile(path).read(settings)));
    found.putAll(provided(conf, settings));
    for (String name : NAMES) {
      if (conf.getRaw(name) != null) {
        settings.problem(
            name
                + " is in the job configuration, which other users can read: move it"
                + " to a credential provider ("
                + CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH
                + ") or to a file set with "
                + OutputSettings.SECRETS_FILE);
      }
    }
    return new JobSecrets(found);
  }

  /**
   * The secrets of a task that reads. If its splits were created with a copy of the job, the job
   * may lack them; missing secrets are then read again through the keys of the task. Problems are
   * reported to the settings.
   *
   * @param conf the configuration of its split
   */
  public static JobSecrets ofTask(JobContext task, Configuration conf, Settings settings) {
    return complete(
        of(JobCredentials.of(task, conf)),
        Arrays.asList(conf.getTrimmedStrings(InternalKeys.SECRETS)),
        () -> TranslatedKeys.secretsOfReading(task.getConfiguration()),
        conf,
        settings);
  }

  /**
   * The secrets of a task or committer that writes. Engines other than MapReduce do not carry the
   * credentials of a job to its tasks; missing secrets are then read again through the keys of the
   * task. Problems are reported to the settings.
   */
  public static JobSecrets ofWriter(JobContext task, Settings settings) {
    Configuration conf = task.getConfiguration();
    List<String> wanted =
        new ArrayList<>(Arrays.asList(conf.getTrimmedStrings(InternalKeys.SECRETS)));
    wanted.retainAll(Secrets.NAMES);
    if (conf.get(ConnectionSettings.KEYSTORE.key()) != null) {
      wanted.remove(Secrets.IDENTITY); // it is read from the key store
    }
    return complete(
        of(JobCredentials.of(task)),
        wanted,
        () -> TranslatedKeys.secretsOfWriting(conf),
        conf,
        settings);
  }

  private static JobSecrets complete(
      JobSecrets carried,
      List<String> wanted,
      Supplier<Map<String, Secret>> translated,
      Configuration conf,
      Settings settings) {
    Map<String, Secret> found = new HashMap<>(carried.secrets);
    if (!found.keySet().containsAll(wanted)) {
      read(conf, settings).secrets.forEach(found::putIfAbsent);
      translated.get().forEach(found::putIfAbsent);
    }
    for (String name : wanted) {
      if (!found.containsKey(name)) {
        settings.problem(
            "the secret "
                + name
                + " was set when the job was submitted but did not reach this task, because the"
                + " job's credentials are not carried to it: move the secret to where each node"
                + " finds it, to a credential provider ("
                + CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH
                + ") or a file set with "
                + OutputSettings.SECRETS_FILE);
      }
    }
    return new JobSecrets(found);
  }

  /** Combines with other secrets; these take precedence. */
  public JobSecrets over(JobSecrets others) {
    Map<String, Secret> all = new HashMap<>(others.secrets);
    all.putAll(secrets);
    return new JobSecrets(all);
  }

  /**
   * Stores the names of the secrets in a configuration, so that a task can tell which are missing.
   */
  public void note(Configuration conf) {
    conf.setStrings(InternalKeys.SECRETS, secrets.keySet().toArray(new String[0]));
  }

  private static Map<String, Secret> provided(Configuration conf, Settings settings) {
    Map<String, Secret> found = new HashMap<>();
    if (!new SecretStores(conf, settings).check()) {
      return found;
    }
    try {
      for (CredentialProvider provider : CredentialProviderFactory.getProviders(conf)) {
        for (String name : NAMES) {
          CredentialProvider.CredentialEntry entry = provider.getCredentialEntry(name);
          if (entry != null) {
            found.putIfAbsent(name, Secret.of(new String(entry.getCredential())));
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(
          SecretStores.KEY
              + " is \""
              + conf.get(SecretStores.KEY)
              + "\", but this credential provider cannot be read: "
              + (e.getMessage() == null ? "not a keystore, or truncated" : e.getMessage()));
    }
    return found;
  }

  /** Adds the secrets to a job's credentials, replacing those with the same names. */
  public void store(Credentials credentials) {
    secrets.forEach((name, secret) -> storeOne(name, Optional.of(secret), credentials));
  }

  /** Adds a secret, if there is one, to a job's credentials. */
  public static void storeOne(String name, Optional<Secret> secret, Credentials credentials) {
    secret.ifPresent(
        given ->
            credentials.addSecretKey(
                new Text(name), given.reveal().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<Secret> find(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public String toString() {
    return "secrets " + secrets.keySet();
  }
}
