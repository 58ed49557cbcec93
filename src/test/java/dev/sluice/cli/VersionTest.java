package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
