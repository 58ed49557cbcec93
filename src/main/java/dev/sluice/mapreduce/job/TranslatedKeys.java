package dev.sluice.mapreduce.job;

import dev.sluice.config.Secret;
import dev.sluice.eshadoop.EsKeys;
import dev.sluice.eshadoop.EsTranslation;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates the {@code es.*} and {@code opensearch.*} keys of a job to {@code sluice.*} settings
 * before anything reads its settings; tasks use only the latter. Secrets go to the job's
 * credentials, and their keys are removed from the configuration, which other users can read. Can
 * be repeated, for the other side of a job or after keys were changed.
 */
public final class TranslatedKeys {

  private static final Logger log = LoggerFactory.getLogger(TranslatedKeys.class);

  /** Hadoop's key for inputs that create splits with copies of the job. */
  private static final String MULTIPLE_INPUTS = "mapreduce.input.multipleinputs.dir.formats";

  private final Configuration conf;
  private final Map<String, String> given = new TreeMap<>();
  private final Set<String> made = new TreeSet<>();
  private final List<String> unreadable = new ArrayList<>();

  private TranslatedKeys(Configuration conf) {
    this.conf = conf;
    for (Map.Entry<String, String> entry : conf) {
      if (EsKeys.isKey(entry.getKey())) {
        given.put(entry.getKey(), conf.get(entry.getKey()));
      }
    }
    try {
      given.putAll(EsSecretsFile.read(conf));
    } catch (IOException e) {
      unreadable.add(e.getMessage());
    }
    made.addAll(made(InternalKeys.MADE_FOR_WRITING));
    made.addAll(made(InternalKeys.MADE_FOR_READING));
  }

  private List<String> made(String side) {
    return Arrays.asList(conf.getTrimmedStrings(side));
  }

  /**
   * Translates the keys of a job that writes.
   *
   * @return the problems
   */
  public static List<String> ofWriting(JobContext job) {
    TranslatedKeys keys = new TranslatedKeys(job.getConfiguration());
    EsTranslation translation = EsTranslation.ofWriting(keys.given, keys::ours);
    say(translation.warnings(), translation.notes());
    keys.put(translation, InternalKeys.MADE_FOR_WRITING, InternalKeys.MADE_FOR_READING);
    keys.hide(translation, job.getCredentials());
    return keys.problems(translation);
  }

  /**
   * Translates the keys of a job that reads; messages already logged for writing are not repeated.
   *
   * @return the problems
   */
  public static List<String> ofReading(JobContext job) {
    TranslatedKeys keys = new TranslatedKeys(job.getConfiguration());
    EsTranslation translation = EsTranslation.ofReading(keys.given, keys::ours);
    List<String> warnings = new ArrayList<>(translation.warnings());
    List<String> notes = new ArrayList<>(translation.notes());
    if (!keys.made(InternalKeys.MADE_FOR_WRITING).isEmpty()) {
      EsTranslation said = EsTranslation.ofWriting(keys.given, keys::ours);
      warnings.removeAll(said.warnings());
      notes.removeAll(said.notes());
    }
    say(warnings, notes);
    keys.put(translation, InternalKeys.MADE_FOR_READING, InternalKeys.MADE_FOR_WRITING);
    keys.hide(translation, job.getCredentials());
    return keys.problems(translation);
  }

  /** The secrets in the keys of a configuration that was not translated. */
  static Map<String, Secret> secretsOfReading(Configuration conf) {
    TranslatedKeys keys = new TranslatedKeys(conf);
    return EsTranslation.ofReading(keys.given, keys::ours).secrets();
  }

  /** The same for a job that writes. */
  static Map<String, Secret> secretsOfWriting(Configuration conf) {
    TranslatedKeys keys = new TranslatedKeys(conf);
    return EsTranslation.ofWriting(keys.given, keys::ours).secrets();
  }

  private List<String> problems(EsTranslation translation) {
    List<String> problems = new ArrayList<>(unreadable);
    problems.addAll(translation.problems());
    return problems;
  }

  /** A setting of the user; a setting from an earlier translation does not count. */
  private String ours(String key) {
    return made.contains(key) ? null : conf.get(key);
  }

  private static void say(List<String> warnings, List<String> notes) {
    warnings.forEach(log::warn);
    notes.forEach(log::info);
  }

  private void put(EsTranslation translation, String side, String otherSide) {
    Set<String> outdated = new TreeSet<>(made(side));
    outdated.removeAll(made(otherSide));
    outdated.forEach(conf::unset);
    translation.settings().forEach(conf::set);
    conf.unset(side);
    if (!translation.settings().isEmpty()) {
      conf.setStrings(side, translation.settings().keySet().toArray(new String[0]));
    }
  }

  private void hide(EsTranslation translation, Credentials credentials) {
    translation
        .secrets()
        .forEach((name, secret) -> JobSecrets.storeOne(name, Optional.of(secret), credentials));
    given.keySet().stream().filter(EsKeys::isSecret).forEach(this::hide);
  }

  /** A key removed from a copy of the job stays in the job itself. */
  private void hide(String secret) {
    if (conf.get(secret) != null && conf.get(MULTIPLE_INPUTS) != null) {
      log.warn(
          "{} stays in the job configuration, which other users can read, because MultipleInputs"
              + " passes"
              + " on a copy of it: move it to a credential provider or to {}",
          secret,
          EsSecretsFile.LOCATION);
    }
    conf.unset(secret);
  }
}
