package dev.sluice.bulk.action;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;

/**
 * The body of an update request: either only a partial document, which can be applied twice, or
 * anything else, such as a script, which cannot. A view on the bytes of the body.
 */
public final class UpdateBody {

  private boolean plain = true;
  private boolean upsert;
  private int start;
  private int count;

  private UpdateBody() {}

  /**
   * Parses a body.
   *
   * @throws JsonFormException if it is not one JSON object
   */
  public static UpdateBody read(byte[] body, int from, int length) throws JsonFormException {
    UpdateBody read = new UpdateBody();
    JsonText.members(body, from, length, (name, at, bytes) -> read.take(name, body, at, bytes));
    if (!read.plain || read.count == 0) {
      read.plain = false;
      read.start = from;
      read.count = length;
    }
    return read;
  }

  private void take(String name, byte[] body, int at, int bytes) throws JsonFormException {
    if (name.equals("doc") && body[at] == '{' && count == 0) {
      start = at;
      count = bytes;
    } else if (name.equals("doc_as_upsert")) {
      upsert = JsonText.scalar(body, at, bytes).filter("true"::equals).isPresent();
    } else {
      plain = false;
    }
  }

  /** The operation for this body. */
  public Operation operation() {
    if (!plain) {
      return Operation.SCRIPT;
    }
    return upsert ? Operation.UPSERT : Operation.UPDATE;
  }

  /** The start of the source: the partial document, or the whole body. */
  public int start() {
    return start;
  }

  /** The length of the source in bytes. */
  public int count() {
    return count;
  }
}
