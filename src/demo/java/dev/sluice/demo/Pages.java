package dev.sluice.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The web that is crawled: documentation of Hadoop and HBase, out of jars. */
public final class Pages {

  private static final Pattern TITLE =
      Pattern.compile("<title>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final String site;
  private final Path jar;
  private final Clock clock;

  /**
   * The pages of one site.
   *
   * @param site where they are published, with a slash at the end
   * @param jar what holds them
   */
  private Pages(String site, Path jar, Clock clock) {
    this.site = site;
    this.jar = jar;
    this.clock = clock;
  }

  /**
   * Every page of the web.
   *
   * @param jars the directory of the jars
   */
  public static List<Page> everywhere(Path jars, Clock clock) throws IOException {
    List<Page> pages = new ArrayList<>();
    pages.addAll(
        new Pages(
                "https://hadoop.apache.org/docs/r3.4.3/api/",
                jars.resolve("hadoop-common-3.4.3-javadoc.jar"),
                clock)
            .all());
    pages.addAll(
        new Pages(
                "https://hbase.apache.org/2.6/apidocs/",
                jars.resolve("hbase-client-2.6.4-javadoc.jar"),
                clock)
            .all());
    return pages;
  }

  /** Every page, in no particular order. */
  private List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".html")) {
          try (InputStream in = zip.getInputStream(entry)) {
            pages.add(page(entry, new String(in.readAllBytes(), UTF_8)));
          }
        }
      }
    }
    return pages;
  }

  private Page page(ZipEntry entry, String html) {
    URI uri = URI.create(site + entry.getName());
    return new Page(
        reversed(uri.getHost()) + uri.getPath(),
        uri.toString(),
        title(html),
        html,
        clock.millis(),
        headers(entry, html.getBytes(UTF_8).length));
  }

  private static String reversed(String host) {
    List<String> labels = Arrays.asList(host.split("\\.", -1));
    Collections.reverse(labels);
    return String.join(".", labels);
  }

  private static String title(String html) {
    Matcher title = TITLE.matcher(html);
    return title.find() ? title.group(1).trim() : "";
  }

  private static Map<String, String> headers(ZipEntry entry, int length) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "text/html; charset=utf-8");
    headers.put("content-length", Integer.toString(length));
    headers.put("etag", "\"" + Long.toHexString(entry.getCrc()) + "\"");
    headers.put(
        "last-modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            entry.getLastModifiedTime().toInstant().atOffset(ZoneOffset.UTC)));
    return headers;
  }
}
