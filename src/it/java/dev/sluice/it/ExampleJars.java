package dev.sluice.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of the documentation, compiled, and in the jars that its commands name. */
final class ExampleJars {

  private static final Path SLUICE = Path.of(System.getProperty("sluice.test.jar"));

  private final Path directory;

  private ExampleJars(Path directory) {
    this.directory = directory;
  }

  /** Compiles them against the jar of Sluice, or the original where they know no other. */
  static ExampleJars in(Path directory, List<Example> examples) throws IOException {
    ExampleJars jars = new ExampleJars(Files.createDirectories(directory));
    Files.copy(SLUICE, directory.resolve("sluice.jar"));
    Files.copy(Peer.dropIn(), directory.resolve("sluice-drop-in.jar"));
    Files.copy(Peer.original(), directory.resolve("elasticsearch-hadoop.jar"));
    for (Example example : examples) {
      if (example.isProgram()) {
        jars.build(example);
      }
    }
    return jars;
  }

  private void build(Example program) throws IOException {
    boolean ofOriginal = program.text().contains("org.elasticsearch.hadoop");
    Path source = directory.resolve(program.className() + ".java");
    Files.writeString(source, program.text());
    Path classes =
        Peer.compile(
            source,
            ofOriginal ? Peer.original() : SLUICE,
            Files.createDirectory(directory.resolve(program.name() + "-classes")));
    pack(classes, directory.resolve(program.name() + ".jar"), null);
    String bundled = ofOriginal ? "sluice-drop-in" : "sluice";
    pack(
        classes,
        directory.resolve(program.name() + "-with-" + bundled + ".jar"),
        directory.resolve(bundled + ".jar"));
  }

  /** Makes a jar of classes and, maybe, of all that is in another jar, save for its manifest. */
  static void pack(Path classes, Path jar, Path other) throws IOException {
    if (other != null) {
      Files.copy(other, jar);
    }
    try (FileSystem content =
            FileSystems.newFileSystem(
                URI.create("jar:" + jar.toUri()), Map.of("create", String.valueOf(other == null)));
        Stream<Path> files = Files.walk(classes)) {
      Files.deleteIfExists(content.getPath("META-INF/MANIFEST.MF"));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path entry = content.getPath(classes.relativize(file).toString());
        Files.createDirectories(entry.toAbsolutePath().getParent());
        Files.copy(file, entry);
      }
    }
  }

  /** Puts the jars beside the other files of a command. */
  void linkInto(Path workingDirectory) throws IOException {
    try (Stream<Path> jars = Files.list(directory)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.createSymbolicLink(workingDirectory.resolve(jar.getFileName()), jar);
      }
    }
  }
}
