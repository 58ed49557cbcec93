package dev.sluice.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One bulk request that passes a proxy, and as much of its reply as has passed. Thread-safe. */
final class Acknowledging {

  private static final Pattern STATUS = Pattern.compile("\"status\":(\\d+)");

  private final List<AppliedActions.Item> items;
  private final ByteArrayOutputStream reply = new ByteArrayOutputStream();

  private Acknowledging(List<AppliedActions.Item> items) {
    this.items = items;
  }

  /** A request that is not about documents. */
  static Acknowledging nothing() {
    return new Acknowledging(List.of());
  }

  static Acknowledging of(String body) {
    return new Acknowledging(AppliedActions.parse(body));
  }

  /** Takes some of the reply. */
  synchronized void reply(byte[] bytes) {
    reply.writeBytes(bytes);
  }

  /** Adds the ids of the documents that the reply says stand in the index, and takes off others. */
  synchronized void end(Set<String> acknowledged) {
    Matcher status = STATUS.matcher(reply.toString(StandardCharsets.UTF_8));
    for (AppliedActions.Item item : items) {
      if (!status.find()) {
        return; // a refusal of the whole request, or a reply cut short
      }
      if (item.id().isPresent() && status.group(1).startsWith("2")) {
        if (item.operation().equals("delete")) {
          acknowledged.remove(item.id().get());
        } else {
          acknowledged.add(item.id().get());
        }
      }
    }
  }
}
