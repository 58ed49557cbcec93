package dev.sluice.cli.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Findings about one subject, in the order of the screen. Immutable. */
public final class FindingGroup {

  private final String subject;
  private final List<Finding> findings;

  /**
   * Creates a group.
   *
   * @param subject such as {@code index pages}; its first word is its name in JSON
   */
  public FindingGroup(String subject, List<Finding> findings) {
    this.subject = subject;
    this.findings = Collections.unmodifiableList(new ArrayList<>(findings));
  }

  String subject() {
    return subject;
  }

  /** The first word of the subject. */
  String name() {
    return subject.split(" ", 2)[0];
  }

  List<Finding> findings() {
    return findings;
  }
}
