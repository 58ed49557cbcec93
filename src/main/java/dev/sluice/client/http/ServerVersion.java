package dev.sluice.client.http;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server; answers which features it has. Immutable. */
public final class ServerVersion implements Comparable<ServerVersion> {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

  private final int major;
  private final int minor;
  private final int patch;

  private ServerVersion(int major, int minor, int patch) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
  }

  /**
   * Parses a version such as {@code 8.19.21} or {@code 9.0.0-beta1}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ServerVersion of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a version: " + text);
    }
    return new ServerVersion(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        form.group(3) == null ? 0 : Integer.parseInt(form.group(3)));
  }

  /** Parses a version; empty for any other text. */
  public static Optional<ServerVersion> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(of(text)) : Optional.empty();
  }

  /** The major version. */
  public int major() {
    return major;
  }

  /** Whether this is the given version or later. */
  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major != otherMajor ? major > otherMajor : minor >= otherMinor;
  }

  @Override
  public int compareTo(ServerVersion other) {
    int order = Integer.compare(major, other.major);
    order = order != 0 ? order : Integer.compare(minor, other.minor);
    return order != 0 ? order : Integer.compare(patch, other.patch);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServerVersion && compareTo((ServerVersion) other) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(major, minor, patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
