package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users put on their cluster: one jar that clashes with nothing there. */
final class BundledClassesIT {

  /** Class files of Java 8. */
  private static final int MAJOR_OF_JAVA_8 = 52;

  /** The JDK, Hadoop, HBase and what they log with. */
  private static final Pattern ON_THE_CLUSTER =
      Pattern.compile("(java|javax|jdk|org\\.ietf|org\\.apache\\.hadoop|org\\.slf4j)\\.");

  /** The library that each relocated package belongs to. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "shaded/http/client5/", "httpclient5",
          "shaded/http/core5/", "httpcore5",
          "shaded/http/core5/http2/", "httpcore5-h2",
          "shaded/jackson/core/", "jackson-core",
          "shaded/picocli/", "picocli",
          "shaded/hdrhistogram", "HdrHistogram");

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
      int major = major(jar, jar.getJarEntry(name));
      if (major > MAJOR_OF_JAVA_8) {
        newer.add(name + " " + major);
      }
    }

    assertThat(newer).isEmpty();
  }

  @Test
  void each_jar_has_at_most_4500_KB_and_2250_files() throws IOException {
    for (String property : List.of("sluice.test.jar", "sluice.test.drop-in")) {
      Path file = Path.of(System.getProperty(property));
      try (JarFile each = new JarFile(file.toFile())) {
        assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(4_500_000);
        assertThat(entries(each)).as("files of %s", file).hasSizeLessThan(2_250);
      }
    }
  }

  @Test
  void every_class_that_is_used_is_bundled_or_found_on_the_cluster() throws IOException {
    try (JarFile dropIn = new JarFile(System.getProperty("sluice.test.drop-in"))) {
      JavaClasses bundled = new ClassFileImporter().importJar(dropIn);
      Set<String> missing = new TreeSet<>();

      for (JavaClass type : bundled) {
        type.getDirectDependenciesFromSelf().stream()
            .map(use -> use.getTargetClass().getBaseComponentType())
            .filter(used -> !used.isPrimitive())
            .map(JavaClass::getName)
            .filter(used -> !bundled.contain(used) && !isOnTheCluster(used) && !isOptional(used))
            .forEach(used -> missing.add(type.getName() + " -> " + used));
      }

      assertThat(bundled).hasSizeGreaterThan(1000);
      assertThat(missing).isEmpty();
    }
  }

  private static boolean isOnTheCluster(String type) {
    if (!ON_THE_CLUSTER.matcher(type).lookingAt()) {
      return false;
    }
    try {
      Class.forName(type, false, BundledClassesIT.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Codecs that the HTTP client can do without. */
  private static boolean isOptional(String type) {
    return type.startsWith("com.aayushatharva.brotli4j.")
        || type.startsWith("org.apache.commons.compress.");
  }

  @Test
  void the_bill_of_materials_lists_the_libraries_that_are_bundled_and_no_others()
      throws IOException {
    assumeThat(System.getProperty("sluice.test.network"))
        .as("Maven makes none offline")
        .isNotEqualTo("offline-true");
    String sbom =
        Files.readString(
            Path.of(System.getProperty("sluice.test.jar").replaceFirst("\\.jar$", "-sbom.json")));
    Set<String> listed = new TreeSet<>();
    Matcher purl = Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@]+)@").matcher(sbom);
    while (purl.find()) {
      listed.add(purl.group(1));
    }
    Set<String> bundled = new TreeSet<>();
    for (String name : names(name -> name.endsWith(".class"))) {
      bundled.add(
          LIBRARIES.keySet().stream()
              .filter(prefix -> name.startsWith("dev/sluice/" + prefix))
              .max(Comparator.comparing(String::length))
              .map(LIBRARIES::get)
              .orElse(name.startsWith("dev/sluice/shaded/") ? name : "sluice"));
    }

    names(name -> name.endsWith("/uPlot.iife.min.js")).forEach(script -> bundled.add("uplot"));

    assertThat(listed).isEqualTo(bundled).hasSize(LIBRARIES.size() + 2);
  }

  @Test
  void every_class_lies_under_our_package() {
    List<String> classes = names(name -> name.endsWith(".class"));

    assertThat(classes).hasSizeGreaterThan(1000);
    assertThat(classes).allMatch(name -> name.startsWith("dev/sluice/"));
  }

  @Test
  void the_drop_in_jar_holds_the_same_and_the_names_of_both_peers_besides() throws IOException {
    Set<String> others = new TreeSet<>();

    try (JarFile dropIn = new JarFile(System.getProperty("sluice.test.drop-in"))) {
      for (JarEntry entry : entries(dropIn)) {
        JarEntry same = jar.getJarEntry(entry.getName());
        if (same == null) {
          others.add(entry.getName());
          assertThat(major(dropIn, entry)).as(entry.getName()).isEqualTo(MAJOR_OF_JAVA_8);
        } else if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          assertThat(entry.getCrc()).as(entry.getName()).isEqualTo(same.getCrc());
        }
      }
      assertThat(dropIn.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.sluice.cli.Sluice");
      assertThat(entries(dropIn)).hasSize(entries(jar).size() + others.size());
    }

    assertThat(others)
        .allMatch(
            name ->
                name.matches(
                    "org/(elastic|open)search/hadoop/(mr|cfg|util)/\\w+(\\$\\w+)?\\.class"))
        .contains(
            "org/elasticsearch/hadoop/mr/EsInputFormat.class",
            "org/elasticsearch/hadoop/mr/EsOutputFormat.class",
            "org/elasticsearch/hadoop/mr/LinkedMapWritable.class",
            "org/elasticsearch/hadoop/mr/WritableArrayWritable.class",
            "org/elasticsearch/hadoop/mr/MultiOutputFormat.class",
            "org/elasticsearch/hadoop/mr/EsMapReduceUtil.class",
            "org/elasticsearch/hadoop/mr/Counter.class",
            "org/elasticsearch/hadoop/cfg/ConfigurationOptions.class",
            "org/opensearch/hadoop/mr/OpenSearchInputFormat.class",
            "org/opensearch/hadoop/mr/OpenSearchOutputFormat.class",
            "org/opensearch/hadoop/mr/LinkedMapWritable.class",
            "org/opensearch/hadoop/cfg/ConfigurationOptions.class");
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
    return entries(jar).stream().map(JarEntry::getName).filter(wanted).toList();
  }

  private static List<JarEntry> entries(JarFile of) {
    return of.stream().filter(entry -> !entry.isDirectory()).toList();
  }

  private static int major(JarFile of, JarEntry type) throws IOException {
    try (DataInputStream in = new DataInputStream(of.getInputStream(type))) {
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
