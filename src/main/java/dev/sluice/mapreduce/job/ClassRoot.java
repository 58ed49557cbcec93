package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The jar or directory that has a class, by its URL with a slash at the end. */
public final class ClassRoot {

  private final String url;

  public ClassRoot(String url) {
    this.url = Objects.requireNonNull(url, "url");
  }

  /**
   * The root of a class.
   *
   * @param found the URL of the class file
   * @param resource the name of the class file within the root
   */
  public static ClassRoot of(URL found, String resource) {
    String text = found.toString();
    return new ClassRoot(text.substring(0, text.length() - resource.length()));
  }

  /**
   * The root that a loaded class is from: a jar, or the directory that {@code hadoop jar} has
   * unpacked it to. Empty if its class loader does not tell.
   */
  public static Optional<ClassRoot> of(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    return Optional.ofNullable(type.getClassLoader())
        .map(loader -> loader.getResource(resource))
        .map(found -> of(found, resource));
  }

  /** The main attributes of its manifest; empty if it has none that can be read. */
  public Optional<Attributes> manifest() {
    try {
      URLConnection manifest = new URL(url + "META-INF/MANIFEST.MF").openConnection();
      manifest.setUseCaches(false);
      try (InputStream in = manifest.getInputStream()) {
        return Optional.of(new Manifest(in).getMainAttributes());
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The implementation version in its manifest. */
  public Optional<String> version() {
    return manifest()
        .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }

  /** The path of the jar or directory. */
  @Override
  public String toString() {
    return url.replaceFirst("^(jar:)?(file:)?", "").replaceFirst("!/$", "");
  }
}
