package dev.sluice.it;

import dev.sluice.client.http.ServerVersion;
import dev.sluice.testing.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.elasticsearch.ElasticsearchContainer;

/**
 * Real servers for tests. {@link #shared} is one for all tests of a JVM: the one at {@code
 * -Dsluice.test.elasticsearch=URL}, or else a container where Docker runs, or else a process from
 * the zip in {@code -Dsluice.test.servers=DIRECTORY}. {@link #builder} starts processes of the
 * test's own, for faults, several nodes, other versions or security.
 */
public final class ElasticsearchServer implements AutoCloseable {

  /** The superuser of a secured server. */
  public static final String USER = "admin";

  /** The password of all users of a secured server. */
  public static final String PASSWORD = "admin-password";

  /** A user of a secured server who may read and write {@code allowed-*} and nothing else. */
  public static final String WRITER = "writer";

  /** Another like {@link #WRITER}, for the test that has it removed. */
  public static final String LEAVER = "leaver";

  /** A user of a secured server who may look at every index and write to none. */
  public static final String READER = "reader";

  /** A user of a secured server who may look at the cluster and at figures, not at documents. */
  public static final String MONITOR = "monitor";

  private static final String OPENSEARCH_PREFIX = "opensearch-";

  /** The version of OpenSearch that the build fetches. */
  private static final String OPENSEARCH =
      OPENSEARCH_PREFIX + System.getProperty("sluice.test.opensearch-version", "2.19.6");

  private static final System.Logger log = System.getLogger("dev.sluice.it");

  private final List<String> urls;
  private final List<ElasticsearchProcess> nodes;
  private final Rest rest;
  private final TestCertificates certificates;

  private ElasticsearchServer(
      List<String> urls,
      List<ElasticsearchProcess> nodes,
      Rest rest,
      TestCertificates certificates) {
    this.urls = List.copyOf(urls);
    this.nodes = List.copyOf(nodes);
    this.rest = rest;
    this.certificates = certificates;
  }

  /** The server that tests share; started by the first that asks. Nobody closes it. */
  public static ElasticsearchServer shared() {
    return Shared.SERVER;
  }

  /** The secured server that tests share; started by the first that asks. Nobody closes it. */
  public static ElasticsearchServer sharedSecured() {
    return SharedSecured.SERVER;
  }

  /** The OpenSearch that tests share; started by the first that asks. Nobody closes it. */
  public static ElasticsearchServer sharedOpenSearch() {
    return SharedOpenSearch.SERVER;
  }

  /** Begins to describe a server of the test's own. */
  public static Builder builder() {
    return new Builder();
  }

  /** The versions of Elasticsearch at hand for which there is a JDK, newest last. */
  public static List<String> versionsAtHand() {
    return atHand("elasticsearch-", ".zip");
  }

  /** The same of OpenSearch, which begin with its name, without the version of the shared one. */
  public static List<String> furtherOpenSearches() {
    return atHand(OPENSEARCH_PREFIX, "").stream()
        .map(version -> OPENSEARCH_PREFIX + version)
        .filter(version -> !version.equals(OPENSEARCH))
        .toList();
  }

  private static List<String> atHand(String before, String after) {
    try (Stream<Path> files = Files.list(zips())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(before + "\\d+\\.\\d+\\.\\d+" + after))
          .map(name -> name.substring(before.length(), name.length() - after.length()))
          .filter(version -> hasJdk((before + version).replace("elasticsearch-", "")))
          .sorted(Comparator.comparing(ServerVersion::of))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasJdk(String version) {
    boolean found = Jdk.forServer(version).isPresent();
    if (!found) {
      log.log(System.Logger.Level.WARNING, "Not run: {0}, for which no JDK is here", version);
    }
    return found;
  }

  private static Path zips() {
    String directory = System.getProperty("sluice.test.servers");
    if (directory == null) {
      throw new IllegalStateException(
          "No server to test with: set -Dsluice.test.elasticsearch=URL, run Docker, or set"
              + " -Dsluice.test.servers=DIRECTORY where elasticsearch-VERSION.zip is");
    }
    return Path.of(directory);
  }

  private static String defaultVersion() {
    return System.getProperty("sluice.test.server-version", "8.19.21");
  }

  /** The URL of the first node. */
  public String url() {
    return urls.get(0);
  }

  /** The URLs of all nodes. */
  public List<String> urls() {
    return urls;
  }

  /** The processes of the nodes; none for a server that is not ours. */
  public List<ElasticsearchProcess> nodes() {
    return nodes;
  }

  /** Asks the first node. */
  public Rest rest() {
    return rest;
  }

  /** The certificates of a secured server. */
  TestCertificates certificates() {
    return certificates;
  }

  /** An index with a name of its own, deleted when closed. */
  public Index index(String prefix) {
    return Index.named(rest, prefix);
  }

  /** Ends a node like a power cut. */
  public void kill(int node) throws InterruptedException {
    nodes.get(node).kill();
  }

  /**
   * Starts a node again, on the same port and data, and waits until it has joined and all primaries
   * are there; replicas may be nowhere to go.
   */
  public void restart(int node) throws IOException, InterruptedException {
    nodes.get(node).stop();
    nodes.get(node).start();
    nodes.get(node).await("wait_for_status=yellow");
  }

  @Override
  public void close() {
    nodes.forEach(ElasticsearchProcess::close);
  }

  private static ElasticsearchServer toShare(Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts on first use. */
  private static final class Shared {

    private static final ElasticsearchServer SERVER = start();

    private static ElasticsearchServer start() {
      String url = System.getProperty("sluice.test.elasticsearch", "");
      if (!url.isEmpty()) {
        log.log(System.Logger.Level.INFO, "Testing with the server given: {0}", url);
        return new ElasticsearchServer(List.of(url), List.of(), Rest.at(url), null);
      }
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return container();
      }
      // Every second it looks for points in time whose keep-alive has passed.
      return toShare(builder().setting("search.keep_alive_interval", "1s"));
    }

    /** Testcontainers itself removes it when the JVM has ended. */
    @SuppressWarnings("resource")
    private static ElasticsearchServer container() {
      String image = "docker.elastic.co/elasticsearch/elasticsearch:" + defaultVersion();
      ElasticsearchContainer container =
          new ElasticsearchContainer(image)
              .withEnv("xpack.security.enabled", "false")
              .withEnv("ES_JAVA_OPTS", "-Xms1g -Xmx1g");
      container.start();
      String url = "http://" + container.getHttpHostAddress();
      log.log(System.Logger.Level.INFO, "Testing with a container of {0} at {1}", image, url);
      return new ElasticsearchServer(List.of(url), List.of(), Rest.at(url), null);
    }
  }

  /** Starts on first use. */
  private static final class SharedSecured {
    private static final ElasticsearchServer SERVER = toShare(builder().secured());
  }

  /** Starts on first use. */
  private static final class SharedOpenSearch {
    private static final ElasticsearchServer SERVER = toShare(builder().version(OPENSEARCH));
  }

  /** Describes a server. */
  public static final class Builder {

    private static final Map<String, String> ALONE = Map.of("discovery.type", "single-node");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private String version = defaultVersion();
    private String heap = "512m";
    private int count = 1;
    private boolean secured;
    private boolean optimized;

    private Builder() {}

    /** The version; that of the build by default. One of OpenSearch begins with its name. */
    public Builder version(String text) {
      version = text;
      return this;
    }

    /** How many nodes; 1 by default. */
    public Builder nodes(int number) {
      count = number;
      return this;
    }

    /** The heap of each node; 512m by default. */
    public Builder heap(String size) {
      heap = size;
      return this;
    }

    /** For speed that is measured, see {@link ElasticsearchProcess.Builder#optimized}. */
    public Builder optimized() {
      optimized = true;
      return this;
    }

    /** A line of every node's elasticsearch.yml. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** With users, roles and TLS, for {@code localhost} and no other name; one node only. */
    public Builder secured() {
      secured = true;
      return this;
    }

    /** Starts it, and waits until it is green. */
    public ElasticsearchServer start() throws IOException, InterruptedException {
      Path java =
          Jdk.forServer(version)
              .map(Jdk::home)
              .orElseThrow(() -> new IOException("No JDK here runs " + files()));
      log.log(
          System.Logger.Level.INFO,
          "Testing with {0} process(es) of {1}, on {2}",
          count,
          files(),
          java);
      return secured ? startSecured(java) : startNodes(java);
    }

    private ServerFiles files() {
      return version.startsWith(OPENSEARCH_PREFIX)
          ? new OpenSearchJars(
              zips().resolve(version), version.substring(OPENSEARCH_PREFIX.length()))
          : new ElasticsearchZip(zips().resolve("elasticsearch-" + version + ".zip"));
    }

    private ElasticsearchServer startNodes(Path java) throws IOException, InterruptedException {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ports.add(ElasticsearchProcess.freePort());
      }
      List<ElasticsearchProcess> nodes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        nodes.add(
            node(java, count == 1 ? ALONE : cluster(i, ports)).transportPort(ports.get(i)).build());
      }
      ElasticsearchServer server =
          new ElasticsearchServer(
              nodes.stream().map(ElasticsearchProcess::url).toList(),
              nodes,
              Rest.at(nodes.get(0).url()),
              null);
      return started(server);
    }

    private ElasticsearchProcess.Builder node(Path java, Map<String, String> defaults) {
      ElasticsearchProcess.Builder node = ElasticsearchProcess.of(files()).java(java).heap(heap);
      defaults.forEach(node::setting);
      settings.forEach(node::setting);
      return optimized ? node.optimized() : node;
    }

    private Map<String, String> cluster(int node, List<Integer> ports) {
      List<String> names = new ArrayList<>();
      List<String> addresses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add("node-" + i);
        addresses.add("\"127.0.0.1:" + ports.get(i) + "\"");
      }
      return Map.of(
          "node.name",
          "node-" + node,
          "cluster.name",
          "sluice-" + ports.get(0),
          "discovery.seed_hosts",
          addresses.toString(),
          "cluster.initial_master_nodes",
          names.toString());
    }

    private static ElasticsearchServer started(ElasticsearchServer server)
        throws IOException, InterruptedException {
      try {
        for (ElasticsearchProcess node : server.nodes) {
          node.start();
        }
        for (ElasticsearchProcess node : server.nodes) {
          node.awaitGreen();
        }
        return server;
      } catch (IOException | InterruptedException e) {
        server.close();
        throw e;
      }
    }

    private ElasticsearchServer startSecured(Path java) throws IOException, InterruptedException {
      try {
        TestCertificates made = TestCertificates.shared();
        ElasticsearchProcess built =
            node(java, ALONE)
                .setting("xpack.security.enabled", "true")
                .setting("xpack.security.http.ssl.enabled", "true")
                .setting("xpack.security.http.ssl.certificate", "node.pem")
                .setting("xpack.security.http.ssl.key", "node.key")
                // A change of the users is seen at once.
                .setting("resource.reload.interval.high", "500ms")
                .setting("xpack.security.authc.realms.file.f.order", "0")
                .setting("xpack.security.authc.realms.file.f.cache.ttl", "1s")
                .file("node.pem", made.chainPem())
                .file("node.key", made.keyPem())
                .file("roles.yml", roles())
                .file("users", users())
                .file(
                    "users_roles",
                    "superuser:admin\nwriter:writer,leaver\nreader:reader\nmonitor:monitor\n")
                .secured("localhost", made.trust(), basic(USER))
                .build();
        Rest rest = Rest.at(built.url(), made.trust(), basic(USER));
        return started(new ElasticsearchServer(List.of(built.url()), List.of(built), rest, made));
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    /** The file realm takes a password in the clear, too. */
    private static String users() {
      return Stream.of(USER, WRITER, LEAVER, READER, MONITOR)
          .map(user -> user + ":" + PASSWORD + "\n")
          .reduce("", String::concat);
    }

    private static String roles() {
      return """
          writer:
            indices:
              - names: ['allowed-*']
                privileges: ['read', 'write', 'create_index', 'view_index_metadata']
          reader:
            cluster: ['monitor']
            indices:
              - names: ['*']
                privileges: ['read', 'view_index_metadata']
          monitor:
            cluster: ['monitor']
            indices:
              - names: ['*']
                privileges: ['monitor']
          """;
    }

    private static String basic(String user) {
      byte[] bytes = (user + ":" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
  }
}
