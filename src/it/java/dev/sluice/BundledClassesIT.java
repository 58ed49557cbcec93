package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users put on their cluster: one jar that clashes with nothing there. */
final class BundledClassesIT {

  /** Class files of Java 8. */
  private static final int MAJOR_OF_JAVA_8 = 52;

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(System.getProperty("sluice.test.jar"));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void every_class_runs_on_Java_8() throws IOException {
    Set<String> newer = new TreeSet<>();

    for (String name : names(name -> name.endsWith(".class"))) {
      if (major(name) > MAJOR_OF_JAVA_8) {
        newer.add(name + " " + major(name));
      }
    }

    assertThat(newer).isEmpty();
  }

  @Test
  void every_class_lies_under_our_package() {
    List<String> classes = names(name -> name.endsWith(".class"));

    assertThat(classes).hasSizeGreaterThan(1000);
    assertThat(classes).allMatch(name -> name.startsWith("dev/sluice/"));
  }

  @Test
  void every_resource_lies_under_our_package_or_is_metadata() {
    List<String> resources = names(name -> !name.endsWith(".class"));

    assertThat(resources)
        .allMatch(name -> name.startsWith("dev/sluice/") || name.startsWith("META-INF/"));
  }

  @Test
  void services_name_bundled_types_and_bundled_implementations() throws IOException {
    Set<String> missing = new TreeSet<>();

    for (String file : names(name -> name.startsWith("META-INF/services/"))) {
      String service = file.substring("META-INF/services/".length());
      if (!isBundled(service)) {
        missing.add(file);
      }
      read(file)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").trim())
          .filter(line -> !line.isEmpty() && !isBundled(line))
          .forEach(line -> missing.add(file + " -> " + line));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void no_class_is_chosen_by_the_version_of_Java() {
    assertThat(
            names(
                name ->
                    name.startsWith("META-INF/versions/") || name.endsWith("module-info.class")))
        .isEmpty();
  }

  @Test
  void the_manifest_names_the_command() throws IOException {
    assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
        .isEqualTo("dev.sluice.cli.Sluice");
    assertThat(isBundled("dev.sluice.cli.Sluice")).isTrue();
  }

  @Test
  void licences_of_what_is_bundled_come_along() throws IOException {
    assertThat(read("META-INF/LICENSE")).contains("Apache License");
    assertThat(read("META-INF/NOTICE")).contains("Apache HttpComponents", "Jackson");
  }

  private static boolean isBundled(String type) {
    return type.startsWith("dev.sluice.")
        && jar.getEntry(type.replace('.', '/') + ".class") != null;
  }

  private static List<String> names(Predicate<String> wanted) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(JarEntry::getName)
        .filter(wanted)
        .collect(Collectors.toList());
  }

  private static int major(String name) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  private static String read(String name) throws IOException {
    assertThat(jar.getEntry(name)).as(name).isNotNull();
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
