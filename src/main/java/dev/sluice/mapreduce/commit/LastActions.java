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
 * Finds the last of many envelopes for the same document, by index, id and routing. Remembers a
 * limited number of documents, about 15 MB; beyond that, every envelope counts as the last. Not
 * thread-safe.
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

  /** Records an envelope with its number, which must increase. */
  void note(byte[] line, int length, long number) {
    Optional<String> document = document(line, length);
    if (document.isPresent()
        && (lastLines.size() < most || lastLines.containsKey(document.get()))) {
      lastLines.put(document.get(), number);
    }
  }

  /** Whether a later envelope for the same document was recorded. */
  boolean isSuperseded(byte[] line, int length, long number) {
    return document(line, length).map(lastLines::get).filter(last -> last > number).isPresent();
  }

  /** The hash key of a document; empty for a document without an id, which can be any document. */
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
