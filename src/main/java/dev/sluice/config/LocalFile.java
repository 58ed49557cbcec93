package dev.sluice.config;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Objects;

/**
 * A small local file named by a key or an option. Its exceptions give only the reason; the caller
 * adds the file name. Immutable.
 */
public final class LocalFile {

  /** More than any mapping, certificate or request body needs. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final String URL = "file:";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;

  private LocalFile(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /** The file at a path, or at a file: URL. */
  public static LocalFile named(String name) {
    return new LocalFile(name);
  }

  /**
   * The path.
   *
   * @throws IOException if the name is not a path
   */
  public Path path() throws IOException {
    if (name.trim().isEmpty()) {
      throw new IOException("the file name is empty");
    }
    try {
      return name.startsWith(URL) ? Paths.get(URI.create(name)) : Paths.get(name);
    } catch (IllegalArgumentException e) {
      // InvalidPathException is an IllegalArgumentException.
      String why = e instanceof InvalidPathException ? ((InvalidPathException) e).getReason() : "";
      throw new IOException(
          "the file name is not a path" + (why.isEmpty() ? "" : " (" + why + ")"), e);
    }
  }

  /**
   * The content, at least one byte.
   *
   * @throws FileNotFoundException if the file does not exist
   * @throws IOException if it cannot be read; the message says why
   */
  public byte[] bytes() throws IOException {
    Path path = path();
    if (Files.isDirectory(path)) {
      throw new IOException("the path is a directory");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = bytes(in);
    } catch (NoSuchFileException e) {
      throw withCause(new FileNotFoundException("file not found"), e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    } catch (FileSystemException e) {
      throw new IOException(e.getReason() == null ? e.toString() : e.getReason(), e);
    }
    if (bytes.length == 0) {
      throw new IOException("the file is empty");
    }
    return bytes;
  }

  private static IOException withCause(IOException e, Exception cause) {
    e.initCause(cause);
    return e;
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 * 1024];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
      if (bytes.size() > MOST_BYTES) {
        throw new IOException("the file is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
      }
    }
    return bytes.toByteArray();
  }

  /**
   * The content as text, without a byte order mark.
   *
   * @throws IOException as above, and if it is not UTF-8
   */
  public String text() throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
      return text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("the file is not UTF-8 text", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
