package dev.sluice.mapreduce.encode;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.DataInput;
import java.io.IOException;
import org.apache.hadoop.io.Text;

/**
 * Text that knows whether it was checked to be JSON, so that a mapper can check a line, for a
 * message with its place, and the writer does not check it again. Each change of the text forgets
 * it. Not thread-safe.
 */
public final class CheckedText extends Text {

  private final JsonText.Objects reader = new JsonText.Objects();
  private boolean object;

  /** Creates an empty text. */
  public CheckedText() {}

  /**
   * Checks that the text is exactly one JSON object, with surrounding white space.
   *
   * @throws JsonFormException if it is not
   */
  public void check() throws JsonFormException {
    object = reader.check(getBytes(), 0, getLength());
  }

  /** Whether it was checked and can be sent as it is: on one line, without space around. */
  boolean isObject() {
    return object;
  }

  @Override
  public void set(String text) {
    object = false;
    super.set(text);
  }

  @Override
  public void set(byte[] utf8, int start, int count) {
    object = false;
    super.set(utf8, start, count);
  }

  @Override
  public void append(byte[] utf8, int start, int count) {
    object = false;
    super.append(utf8, start, count);
  }

  @Override
  public void clear() {
    object = false;
    super.clear();
  }

  @Override
  public void readWithKnownLength(DataInput in, int count) throws IOException {
    object = false;
    super.readWithKnownLength(in, count);
  }

  /** As text, whether checked or not. */
  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
