package dev.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine for people who unpack an archive: a directory whose path has a blank, archives in it
 * that nobody can write to, and commands that run as a user who owns none of it. Its PATH has what
 * scripts need, but neither Java nor Hadoop. Where the tests do not run as root, that user is the
 * one of the tests.
 */
final class Distribution implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("sluice.test.jar")).toAbsolutePath();
  private static final String NOBODY = "65534";
  private static final List<String> TOOLS =
      List.of(
          ("bash basename cat chmod cksum cp dirname env find grep head id ln ls mkdir mv nice readlink rm"
                  + " sed sleep tail")
              .split(" "));

  private final Path root;
  private final boolean isRoot;

  private Distribution(Path root) throws IOException {
    this.root = root;
    this.isRoot = Files.getOwner(root).getName().equals("root");
  }

  static Distribution create() throws IOException, InterruptedException {
    return in("sluice dist");
  }

  /** One whose path begins like this. */
  static Distribution in(String prefix) throws IOException, InterruptedException {
    Distribution machine = new Distribution(Files.createTempDirectory(prefix));
    open(machine.root);
    Path tools = Files.createDirectory(machine.root.resolve("tools"));
    for (String tool : TOOLS) {
      Path found = Path.of("/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(found) ? found : Path.of("/usr/bin", tool));
    }
    machine.directory("home");
    return machine;
  }

  /** Lets everybody in. */
  private static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A directory of the user who runs the commands. */
  Path directory(String name) throws IOException, InterruptedException {
    Path made = Files.createDirectories(root.resolve(name));
    if (isRoot) {
      shell("chown " + NOBODY + ":" + NOBODY + " '" + made + "'");
    }
    return made;
  }

  /** A file that everybody can read. */
  Path file(String name, String text) throws IOException {
    return Files.writeString(root.resolve(name), text);
  }

  /** A program on a PATH of its own, which comes before the tools. */
  String path(Map<String, String> programs) throws IOException {
    Path bin = Files.createTempDirectory(root, "bin");
    open(bin);
    for (Map.Entry<String, String> program : programs.entrySet()) {
      Path file = bin.resolve(program.getKey());
      Files.writeString(file, "#!/usr/bin/env bash\n" + program.getValue());
      open(file);
    }
    return bin + ":" + root.resolve("tools");
  }

  /** Unpacks an archive, {@code bin} or {@code standalone}, and adds lines to its properties. */
  Path unpack(String kind, String properties) throws IOException, InterruptedException {
    Path parent = Files.createDirectories(root.resolve(kind));
    String archive = JAR.toString().replaceFirst("\\.jar$", "-" + kind + ".tar.gz");
    shell("umask 022 && tar -xzf '" + archive + "' -C '" + parent + "'");
    try (Stream<Path> unpacked = Files.list(parent)) {
      Path home = unpacked.findFirst().orElseThrow();
      Files.writeString(
          home.resolve("conf/sluice.properties"), properties, StandardOpenOption.APPEND);
      makeReadOnly(parent);
      return home;
    }
  }

  /** A checkout of which the sources are the scripts alone. */
  Path checkout() throws IOException, InterruptedException {
    Path checkout = Files.createDirectories(root.resolve("check out"));
    shell(
        "cp --parents -r pom.xml scripts src/dist '%1$s' && mkdir -p '%1$s/src/main' && chmod -R a+rX '%1$s'"
            .formatted(checkout));
    return checkout;
  }

  /** Gives a file or directory and what is in it to the user who runs the commands. */
  void giveAway(Path path) throws IOException, InterruptedException {
    if (isRoot) {
      shell("chown -R " + NOBODY + ":" + NOBODY + " '" + path + "'");
    }
  }

  /** As a directory that belongs to somebody else. */
  void makeReadOnly(Path directory) throws IOException, InterruptedException {
    if (isRoot) {
      shell("chown -R 0:0 '" + directory + "'");
    }
    shell("chmod -R a-w '" + directory + "'");
  }

  private static void shell(String command) throws IOException, InterruptedException {
    CommandLine run = CommandLine.of(new ProcessBuilder("bash", "-e", "-c", command));
    if (run.code() != 0) {
      throw new IOException(command + ": " + run.err());
    }
  }

  /** Runs a program; it sees these variables, and a PATH and a home unless they are given. */
  CommandLine run(Map<String, String> environment, Path program, List<String> args)
      throws IOException, InterruptedException {
    return CommandLine.of(process(environment, program, args));
  }

  ProcessBuilder process(Map<String, String> environment, Path program, List<String> args) {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    // By env, so that setpriv is found on the PATH of the tests.
    Map<String, String> all = new HashMap<>();
    all.put("PATH", root.resolve("tools").toString());
    all.put("HOME", root.resolve("home").toString());
    // A process that makes an archive would outlive the test.
    all.put("SLUICE_CLASS_ARCHIVE", "false");
    all.putAll(environment);
    command.addAll(List.of("/usr/bin/env", "-i"));
    all.forEach((name, value) -> command.add(name + "=" + value));
    command.add(program.toString());
    command.addAll(args);
    return new ProcessBuilder(command).directory(root.toFile());
  }

  @Override
  public void close() throws IOException {
    try {
      shell("chmod -R u+w '%1$s'; rm -rf '%1$s'".formatted(root));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
