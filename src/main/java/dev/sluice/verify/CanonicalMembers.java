package dev.sluice.verify;

import java.util.ArrayList;
import java.util.List;

/** The places of an object's members in a buffer, sorted by name. */
final class CanonicalMembers {

  /** Receives the place of a member. */
  interface Places {
    void at(int start, int end);
  }

  private static final class Member {
    private final int start;
    private final int named;
    private final int end;

    Member(int start, int named, int end) {
      this.start = start;
      this.named = named;
      this.end = end;
    }
  }

  private final List<Member> members = new ArrayList<>();
  private boolean sorted = true;
  private int start;

  /** Adds a member: its name, up to {@code named}, and the rest. */
  void add(int from, int named, int end) {
    if (members.isEmpty()) {
      start = from;
    }
    members.add(new Member(from, named, end));
  }

  /**
   * Sorts the members by the bytes of their names.
   *
   * @return false if a name occurs twice
   */
  boolean sort(byte[] buffer) {
    if (isStrictlySorted(buffer)) {
      return true;
    }
    sorted = false;
    members.sort((one, other) -> compare(buffer, one, other));
    return isStrictlySorted(buffer);
  }

  private boolean isStrictlySorted(byte[] buffer) {
    for (int i = 1; i < members.size(); i++) {
      if (compare(buffer, members.get(i - 1), members.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int compare(byte[] buffer, Member one, Member other) {
    int length = Math.min(one.named - one.start, other.named - other.start);
    for (int i = 0; i < length; i++) {
      int difference = (buffer[one.start + i] & 0xff) - (buffer[other.start + i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return (one.named - one.start) - (other.named - other.start);
  }

  /** Whether the members had their order from the start. */
  boolean wereSorted() {
    return sorted;
  }

  /** Where the first member that was added starts. */
  int start() {
    return start;
  }

  void forEach(Places places) {
    members.forEach(member -> places.at(member.start, member.end));
  }
}
