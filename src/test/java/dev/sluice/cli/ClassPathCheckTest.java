package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathCheckTest {

  @TempDir Path dir;

  private URL jar(String name, String title, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, title);
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    Path file = dir.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new ZipEntry("dev/sluice/cli/Sluice.class"));
    }
    return file.toUri().toURL();
  }

  private static Optional<String> problem(ClassLoader parent, URL... jars) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(jars, parent)) {
      return new ClassPathCheck(loader).problem();
    }
  }

  private Optional<String> problem(URL... jars) throws IOException {
    return problem(getClass().getClassLoader(), jars);
  }

  @Test
  void two_versions_of_Sluice_are_named_with_their_jars_in_one_line() throws IOException {
    Optional<String> problem =
        problem(jar("a b.jar", "Sluice", "1.0"), jar("new.jar", "Sluice", "1.1"));

    assertThat(problem).get().asString().contains("1.0 (", "1.1 (", "new.jar", "remove");
    assertThat(problem.orElseThrow().lines()).hasSize(1);
  }

  @Test
  void the_jar_and_the_drop_in_jar_of_one_version_are_fine() throws IOException {
    assertThat(problem(jar("a.jar", "Sluice", "1.0"), jar("b.jar", "Sluice", "1.0"))).isEmpty();
  }

  @Test
  void a_jar_of_the_user_that_bundles_Sluice_has_a_version_of_its_own() throws IOException {
    assertThat(problem(jar("a.jar", "Sluice", "1.0"), jar("b.jar", "Pipeline", "7"))).isEmpty();
  }

  @Test
  void a_Hadoop_without_MapReduce_is_named_in_one_line() throws IOException {
    Optional<String> problem = problem(ClassLoader.getPlatformClassLoader());

    assertThat(problem).get().asString().contains("no MapReduce client", "standalone");
    assertThat(problem.orElseThrow().lines()).hasSize(1);
  }
}
