package dev.sluice.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The hits of a search, by a parser that is not Sluice's. */
final class Hits {

  private final byte[] reply;

  Hits(String reply) {
    this.reply = reply.getBytes(UTF_8);
  }

  /** Adds each hit by its id, and tells how many there are. */
  int into(Map<String, String> documents) throws IOException {
    int count = 0;
    try (JsonParser parser = new JsonFactory().createParser(reply)) {
      StringBuilder metadata = new StringBuilder();
      String id = null;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        switch (parser.currentName()) {
          case "_id":
            id = parser.nextTextValue();
            metadata.setLength(0);
            break;
          case "_routing", "_version":
            parser.nextToken();
            metadata.append(parser.currentName()).append(' ').append(parser.getText()).append(' ');
            break;
          case "_source":
            documents.put(id, metadata + digest(parser));
            count++;
            break;
          default:
            break;
        }
      }
    }
    return count;
  }

  /** Of the bytes of the object that comes next, blanks and all. */
  private String digest(JsonParser parser) throws IOException {
    parser.nextToken();
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(reply, start, end - start);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
