package dev.sluice.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The report as one HTML file that loads nothing from the network. The figures are in the page as
 * JSON; its script puts them into the document as text only, so that no id or message can become
 * markup.
 */
public final class ReportPage {

  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";

  private ReportPage() {}

  /**
   * The page.
   *
   * @param json the report
   * @throws IOException if a part of the page is missing in the jar
   */
  public static String of(String json) throws IOException {
    String page = resource("report.html");
    page = put(page, "/*STYLE*/", resource("report.css"));
    page = put(page, "/*CHART STYLE*/", resource(CHARTS + "dist/uPlot.min.css"));
    page = put(page, "LICENSE OF THE CHARTS", resource(CHARTS + "LICENSE"));
    page = put(page, "/*CHARTS*/", resource(CHARTS + "dist/uPlot.iife.min.js"));
    page = put(page, "/*SCRIPT*/", resource("report.js"));
    return put(page, "DATA", escaped(json));
  }

  /** JSON with the same meaning that cannot end the script element around it. */
  static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String put(String page, String mark, String content) throws IOException {
    int at = page.indexOf(mark);
    if (at < 0) {
      throw new IOException("the page of the report has no place for " + mark);
    }
    return page.substring(0, at) + content + page.substring(at + mark.length());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar of Sluice has no " + name);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8_192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
  }
}
