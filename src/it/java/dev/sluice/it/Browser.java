package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.testing.Jackson;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A headless Chromium, driven by ChromeDriver in the WebDriver protocol. Debian has both in the
 * packages {@code chromium} and {@code chromium-driver}. The client of Selenium would bring another
 * Guava and OpenTelemetry than those of the mini clusters into the tests.
 */
final class Browser implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final Duration MOST = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final Path profile;
  private String session = "";

  private Browser(Process driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /** The ChromeDriver of this machine, if it and Chromium are installed. */
  static Optional<Path> driver() {
    return onPath("chromium").flatMap(browser -> onPath("chromedriver"));
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the driver and the browser. */
  static Browser start() throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("sluice-browser");
    Process driver =
        new ProcessBuilder(driver().orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    Browser browser = new Browser(driver, profile);
    try {
      browser.open();
      return browser;
    } catch (IOException | InterruptedException | RuntimeException e) {
      browser.close();
      throw e;
    }
  }

  private void open() throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + port();
    String args =
        List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile)
            .stream()
            .map(arg -> "\"" + arg + "\"")
            .collect(Collectors.joining(","));
    Map<String, Object> value =
        send(
            url + "/session",
            "{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\","
                + "\"goog:loggingPrefs\":{\"browser\":\"ALL\",\"performance\":\"ALL\"},"
                + "\"goog:chromeOptions\":{\"binary\":\""
                + onPath("chromium").orElseThrow()
                + "\",\"args\":["
                + args
                + "]}}}}");
    session = url + "/session/" + ((Map<?, ?>) value.get("value")).get("sessionId");
  }

  private String port() throws IOException {
    BufferedReader out = driver.inputReader(UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return port.group(1);
      }
      said.append(line).append('\n');
    }
    throw new IOException("ChromeDriver has ended: " + said);
  }

  private Map<String, Object> send(String url, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(MOST)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String text = new String(answer.body(), UTF_8);
    if (answer.statusCode() != 200) {
      throw new IOException(url + " " + body + ": " + answer.statusCode() + " " + text);
    }
    return Jackson.object(answer.body()).orElseThrow(() -> new IOException("not JSON: " + text));
  }

  private Object command(String name, String body) throws IOException, InterruptedException {
    return send(session + "/" + name, body).get("value");
  }

  /** Opens a page, in a window of this size. */
  void open(Path page, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}"
            .formatted(width, height));
    devTools(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
            .formatted(dark ? "dark" : "light"));
    command("url", "{\"url\":\"" + page.toUri() + "\"}");
  }

  private void devTools(String name, String params) throws IOException, InterruptedException {
    command("goog/cdp/execute", "{\"cmd\":\"" + name + "\",\"params\":" + params + "}");
  }

  /** The value of a JavaScript expression, as text. */
  String evaluate(String expression) throws IOException, InterruptedException {
    String script = expression.replace("\\", "\\\\").replace("\"", "\\\"");
    return String.valueOf(
        command("execute/sync", "{\"script\":\"return String(" + script + ")\",\"args\":[]}"));
  }

  /** The text of an element. */
  String text(String id) throws IOException, InterruptedException {
    return evaluate("document.getElementById('" + id + "').textContent");
  }

  /** The messages of a log: {@code browser} for the console, {@code performance} for requests. */
  List<String> log(String type) throws IOException, InterruptedException {
    return ((List<?>) command("se/log", "{\"type\":\"" + type + "\"}"))
        .stream().map(entry -> String.valueOf(((Map<?, ?>) entry).get("message"))).toList();
  }

  /** Saves a picture of the window. */
  void picture(Path file) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(session + "/screenshot")).timeout(MOST).build();
    byte[] answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    String png = String.valueOf(Jackson.object(answer).orElseThrow().get("value"));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(png));
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> browsers = driver.descendants().toList();
    driver.destroy();
    browsers.forEach(ProcessHandle::destroyForcibly);
    browsers.forEach(browser -> browser.onExit().join());
    try (var files = Files.walk(profile)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
