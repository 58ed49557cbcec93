package dev.sluice.mapreduce.keys;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Decides which parts of a configuration are secret, for what a job writes into files: its report,
 * and the configuration beside the differences. Immutable.
 */
public final class SecretKeys {

  private static final String WORD =
      "password|passwd|passphrase|secret|token|credential|bearer"
          + "|(?:api|access|private|encryption)[-_.]?key";

  /** Names of secrets. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*("
              + WORD
              + "|[._-](?:pass|pwd|sas)(?:[._-]|$)|account\\.key(?:\\.|$)"
              + "|tls\\.identity|http\\.headers?(?:\\.|$)|(?:zk|zookeeper)[.-]auth$).*");

  /**
   * Last words of names with a word of a secret, whose values say where it is or how it is used.
   */
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i).*[._-](file|files|path|paths|provider|providers|location|dir|class|impl|type|binary"
              + "|enable|enabled|fallback|ip|conf|interval|lifetime|timeout|exclude|tokens)");

  /** Passwords of the site, in Hadoop's own list of patterns. */
  private static final String SITE = "hadoop.security.sensitive-config-keys";

  /** Keys with options or environment variables, such as {@code -Dname=value}. */
  private static final Pattern OPTIONS = Pattern.compile("(?i).*[._-](opts|options|env|args)");

  private static final Pattern ASSIGNED =
      Pattern.compile("(?i)([\\w.-]*(?:" + WORD + "|[._-]pass)[\\w.-]*=)(\"[^\"]*\"|[^\\s,;&]+)");

  private static final String USER_AND_PASSWORD = "[^\\s,/:@]*:[^\\s,/]*@";

  /** A list of addresses, the first of which may have no scheme. */
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "(?i)(?:jdbc:)?[a-z][a-z0-9+.-]*://.*|(?:[^\\s,/@]+\\s*,\\s*)*"
              + USER_AND_PASSWORD
              + ".*");

  /** A user without a password is the name of a container in addresses of Azure. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)(?<=https?://)[^\\s,/]*@|(?<=//|^|[,\\s])" + USER_AND_PASSWORD);

  private final List<Pattern> site;

  private SecretKeys(List<Pattern> site) {
    this.site = site;
  }

  /** Also takes the names that this configuration declares secret. */
  public static SecretKeys of(Configuration conf) {
    String patterns = conf.get(SITE, "");
    return new SecretKeys(
        Arrays.stream(patterns.split("[\\s,]+"))
            .filter(pattern -> !pattern.isEmpty())
            .map(SecretKeys::pattern)
            .collect(Collectors.toList()));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      return Pattern.compile(Pattern.quote(text));
    }
  }

  /** Whether the value of a key is secret as a whole, such as that of {@code fs.s3a.secret.key}. */
  public boolean has(String key) {
    boolean named = SECRET.matcher(key).matches() && !ABOUT.matcher(key).matches();
    return named || site.stream().anyMatch(pattern -> pattern.matcher(key).find());
  }

  /**
   * The value of another key without the secrets in it: user and password of URLs, and passwords
   * among JVM options, environment variables and parameters of a URL. The rest of the value is
   * unchanged.
   */
  public String strip(String key, String value) {
    if (!ADDRESSES.matcher(value.trim()).matches() && !OPTIONS.matcher(key).matches()) {
      return value;
    }
    String plain = USER_INFO.matcher(value).replaceAll("");
    return ASSIGNED.matcher(plain).replaceAll("$1hidden");
  }
}
