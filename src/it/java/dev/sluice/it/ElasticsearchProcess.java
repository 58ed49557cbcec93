package dev.sluice.it;

import dev.sluice.testing.Directories;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * One node of Elasticsearch or OpenSearch as a process of its own: started on free ports of
 * 127.0.0.1, and stopped by its process id, at the latest when this JVM ends. It keeps its ports
 * and data over a restart; {@link #close} removes everything. Not thread-safe.
 */
public final class ElasticsearchProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** How many each test JVM chooses from. */
  private static final int PORTS = 4_000;

  private final Builder told;
  private final Path directory;
  private final int httpPort;
  private final int transportPort;
  private final Thread hook = new Thread(this::remove, "elasticsearch-remove");
  private Process process;

  private ElasticsearchProcess(Builder told, Path directory, int httpPort, int transportPort) {
    this.told = told;
    this.directory = directory;
    this.httpPort = httpPort;
    this.transportPort = transportPort;
  }

  /** Begins to describe a node. */
  public static Builder of(Path zip) {
    return new Builder(new ElasticsearchZip(zip));
  }

  /** The same for any server. */
  static Builder of(ServerFiles files) {
    return new Builder(files);
  }

  /**
   * A port of 127.0.0.1 that nobody listens on now. Not one that the system gives to outgoing
   * connections, nor one that another of up to three test JVMs chooses from: either could have
   * taken it before the server starts.
   */
  public static int freePort() throws IOException {
    int first = 20_000 + Integer.getInteger("sluice.test.fork", 1) % 3 * PORTS;
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(first, first + PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Taken; try another.
      }
    }
    throw new IOException("no free port from " + first + " to " + (first + PORTS - 1));
  }

  /** Where it answers. */
  public String url() {
    return (told.tls == null ? "http" : "https") + "://" + told.host + ":" + httpPort;
  }

  /** Where it talks to other nodes. */
  public String transportAddress() {
    return "127.0.0.1:" + transportPort;
  }

  /**
   * The CPU that it has used since it was started. Its launcher and the server are two processes
   * since 8.
   */
  public Duration cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(part -> part.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The directory of its configuration, data and logs. */
  public Path directory() {
    return directory;
  }

  /** Starts it, or starts it again on the same ports and data; does not wait. */
  public void start() throws IOException {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("it runs already");
    }
    configure(told.files.home());
    Nobody.owns(directory);
    ServerFiles.Start start =
        new ServerFiles.Start(told.java, directory, told.heap, told.optimized);
    List<String> command = new ArrayList<>(Nobody.runs(directory));
    command.addAll(told.files.command(start));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
    builder.environment().putAll(told.files.environment(start));
    process = builder.start();
  }

  private void configure(Path home) throws IOException {
    Path config = directory.resolve("config");
    for (String child : List.of("config", "data", "logs", "tmp")) {
      Files.createDirectories(directory.resolve(child));
    }
    try (Stream<Path> originals = Files.list(home.resolve("config"))) {
      for (Path original : originals.filter(Files::isRegularFile).toList()) {
        copyIfAbsent(original, config.resolve(original.getFileName()));
      }
    }
    for (Map.Entry<String, String> file : told.configuration.entrySet()) {
      Files.writeString(config.resolve(file.getKey()), file.getValue());
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("network.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(httpPort));
    settings.put("transport.port", Integer.toString(transportPort));
    settings.put("path.data", directory.resolve("data").toString());
    settings.put("path.logs", directory.resolve("logs").toString());
    settings.put("node.store.allow_mmap", "false");
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    settings.putAll(told.files.settings());
    settings.putAll(told.settings);
    Files.writeString(
        config.resolve(told.files.settingsFile()),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private static void copyIfAbsent(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.copy(from, to);
    }
  }

  /** Waits until the cluster is green; see {@link #await}. */
  public void awaitGreen() throws IOException, InterruptedException {
    await("wait_for_status=green");
  }

  /**
   * Waits until the cluster's health is as wished.
   *
   * @param wish the parameters of the health request, such as {@code wait_for_status=yellow}
   * @throws IOException if the process ends, or the wish is not met within minutes; the message
   *     ends with the last lines of its log
   */
  public void await(String wish) throws IOException, InterruptedException {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    if (told.tls != null) {
      builder.sslContext(told.tls);
    }
    HttpClient client = builder.build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + "/_cluster/health?timeout=10s&" + wish))
            .timeout(Duration.ofSeconds(20));
    if (told.authorization != null) {
      request.header("Authorization", told.authorization);
    }
    HttpRequest health = request.build();
    long start = System.nanoTime();
    String last = "no answer yet";
    while (System.nanoTime() - start < START_LIMIT.toNanos()) {
      try {
        HttpResponse<String> answer = client.send(health, HttpResponse.BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        throw new IOException("The server ended with " + process.exitValue() + "\n" + tail());
      }
    }
    throw new IOException(
        "The server did not get to " + wish + " in " + START_LIMIT + ": " + last + "\n" + tail());
  }

  private Path output() {
    return directory.resolve("output.log");
  }

  private String tail() throws IOException {
    if (!Files.exists(output())) {
      return "(no output)";
    }
    List<String> lines = Files.readAllLines(output());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** Asks it to end, and waits until it has. */
  public void stop() throws InterruptedException {
    end(false);
  }

  /** Ends it like a power cut (SIGKILL), and waits until it is gone. */
  public void kill() throws InterruptedException {
    end(true);
  }

  /** The launcher and the server itself are two processes since 8. */
  private void end(boolean force) throws InterruptedException {
    if (process == null) {
      return;
    }
    List<ProcessHandle> handles = new ArrayList<>(process.descendants().toList());
    handles.add(process.toHandle());
    handles.forEach(force ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
    for (ProcessHandle handle : handles) {
      try {
        handle.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
        handle.destroyForcibly();
      }
    }
    process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends it and removes its directory. */
  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has run or will find nothing.
    }
  }

  private void remove() {
    try {
      end(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Directories.remove(directory);
  }

  /** Describes a node. */
  public static final class Builder {

    private final ServerFiles files;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private Path java = Path.of(System.getProperty("java.home"));
    private String heap = "512m";
    private boolean optimized;
    private String host = "127.0.0.1";
    private SSLContext tls;
    private String authorization;
    private int transportPort;

    private Builder(ServerFiles files) {
      this.files = files;
    }

    /** A line of the settings file. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** A file of the configuration directory, such as roles.yml or a certificate. */
    public Builder file(String name, String content) {
      configuration.put(name, content);
      return this;
    }

    /** The JDK that runs it; this JVM's by default. */
    public Builder java(Path home) {
      java = home;
      return this;
    }

    /** The port for other nodes; a free one by default. */
    public Builder transportPort(int port) {
      transportPort = port;
      return this;
    }

    /** The size of its heap; 512m by default. */
    public Builder heap(String size) {
      heap = size;
      return this;
    }

    /**
     * With the JVM's optimizing compiler, as users run it: for what is measured, since it takes
     * longer to start.
     */
    public Builder optimized() {
      optimized = true;
      return this;
    }

    /** How it is asked whether it is up, where security is on. */
    public Builder secured(String hostName, SSLContext trust, String authorizationHeader) {
      host = hostName;
      tls = trust;
      authorization = authorizationHeader;
      return this;
    }

    /** The node, with its directory and ports, not started yet. */
    public ElasticsearchProcess build() throws IOException {
      ElasticsearchProcess node =
          new ElasticsearchProcess(
              this,
              Files.createTempDirectory("sluice-node-"),
              freePort(),
              transportPort == 0 ? freePort() : transportPort);
      Runtime.getRuntime().addShutdownHook(node.hook);
      return node;
    }

    /** A node by itself, started and green. */
    public ElasticsearchProcess startAlone() throws IOException, InterruptedException {
      ElasticsearchProcess node = setting("discovery.type", "single-node").build();
      try {
        node.start();
        node.awaitGreen();
        return node;
      } catch (IOException | InterruptedException e) {
        node.close();
        throw e;
      }
    }
  }
}
