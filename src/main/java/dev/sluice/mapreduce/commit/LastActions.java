package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.action.Envelope;
import dev.sluice.json.JsonFormException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of many envelopes on the same document, by index, id and routing, is the last. Remembers a
 * bounded number of documents, about 15 MB; of those beyond it every envelope counts as the last.
 * Not thread-safe.
 */
final class LastActions {

  private static final int MOST_DOCUMENTS = 100_000;
  private static final int HASH_BYTES = 16;

  private final Map<String, Long> lastLines = new HashMap<>();
  private final int most;
  private final MessageDigest hash;

  LastActions() {
    this(MOST_DOCUMENTS);
  }

  LastActions(int most) {
    this.most = most;
    try {
      hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Notes an envelope and its number, larger than those before. */
  void note(byte[] line, int length, long number) {
    Optional<String> document = document(line, length);
    if (document.isPresent()
        && (lastLines.size() < most || lastLines.containsKey(document.get()))) {
      lastLines.put(document.get(), number);
    }
  }

  /** Whether a later envelope on the same document was noted. */
  boolean isSuperseded(byte[] line, int length, long number) {
    return document(line, length).map(lastLines::get).filter(last -> last > number).isPresent();
  }

  /** Absent for what has no id yet, which may be any document. */
  private Optional<String> document(byte[] line, int length) {
    try {
      Envelope envelope = Envelope.read(line, 0, length);
      return envelope
          .id()
          .filter(id -> !id.isEmpty())
          .map(id -> hash(envelope.index().orElse(""), id, envelope.routing().orElse("")));
    } catch (JsonFormException e) {
      return Optional.empty();
    }
  }

  private String hash(String... parts) {
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      hash.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      hash.update(text);
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOf(hash.digest(), HASH_BYTES));
  }
}
