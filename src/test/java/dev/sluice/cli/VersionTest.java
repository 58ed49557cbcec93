package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {

  @TempDir Path dir;

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
    return manifest;
  }

  @Test
  void our_version_is_that_of_the_manifest_of_the_jar() throws IOException {
    Path jar = dir.resolve("sluice.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest()).close();

    assertThat(Version.in("jar:" + jar.toUri() + "!/")).hasValue("1.2.3");
  }

  @Test
  void a_jar_that_hadoop_has_unpacked_keeps_its_version() throws IOException {
    Files.createDirectory(dir.resolve("META-INF"));
    try (var out = Files.newOutputStream(dir.resolve("META-INF/MANIFEST.MF"))) {
      manifest().write(out);
    }

    assertThat(Version.in(dir.toUri().toString())).hasValue("1.2.3");
  }

  @Test
  void classes_without_a_jar_are_a_development_build() {
    assertThat(Version.in(dir.toUri().toString())).isEmpty();
    assertThat(new Version().getVersion()[0]).startsWith("Sluice (development build in /");
  }

  private URL place(String directory, String version) throws IOException {
    Path root = dir.resolve(directory);
    Files.createDirectories(root.resolve("META-INF"));
    Manifest manifest = manifest();
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    try (var out = Files.newOutputStream(root.resolve("META-INF/MANIFEST.MF"))) {
      manifest.write(out);
    }
    return new URL(root.toUri() + "dev/sluice/cli/Version.class");
  }

  @Test
  void two_versions_on_the_class_path_are_told_and_one_that_is_there_twice_is_not()
      throws IOException {
    assertThat(Version.conflict(List.of(place("jar", "1.2.3"), place("unpacked", "1.2.3"))))
        .isEmpty();
    assertThat(Version.conflict(List.of(place("old", "1.0.0"), place("new", "1.2.3"))))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("there are several versions of Sluice on the class path")
                    .contains("/old/", "/new/"));
    assertThat(Version.conflict()).isEmpty();
  }

  @Test
  void the_versions_of_all_that_it_runs_on_are_printed() {
    assertThat(new Version().getVersion())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Sluice "),
            line -> assertThat(line).matches("Hadoop 3\\..*"),
            line -> assertThat(line).matches("HBase 2\\..*"),
            line -> assertThat(line).startsWith("Java " + System.getProperty("java.version")));
  }
}
