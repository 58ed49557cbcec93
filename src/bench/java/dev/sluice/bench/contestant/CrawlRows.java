package dev.sluice.bench.contestant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;

/** The demo's table of web pages, as somebody reads it who knows its columns. */
public final class CrawlRows {

  static final byte[] PAGE = Bytes.toBytes("p");
  static final byte[] HEADERS = Bytes.toBytes("h");

  private static final JsonFactory JSON = new JsonFactory();

  private CrawlRows() {}

  /** The name of the table with so many rows. */
  public static String table(long rows) {
    return "crawl_" + rows;
  }

  /** The table with as many rows as the assignment has documents. */
  static String table(Configuration conf) {
    return table(Assignment.of(conf).documents());
  }

  /** The document of a row, as {@code pages.mapping} makes it. */
  static byte[] json(Result row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (String column : new String[] {"url", "title", "html"}) {
        json.writeStringField(column, text(row, column));
      }
      json.writeNumberField("length", Bytes.toInt(row.getValue(PAGE, Bytes.toBytes("length"))));
      json.writeNumberField("fetched", Bytes.toLong(row.getValue(PAGE, Bytes.toBytes("fetched"))));
      json.writeObjectFieldStart("header");
      NavigableMap<byte[], byte[]> headers = row.getFamilyMap(HEADERS);
      for (Map.Entry<byte[], byte[]> header : headers.entrySet()) {
        json.writeStringField(Bytes.toString(header.getKey()), Bytes.toString(header.getValue()));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static String text(Result row, String column) {
    return Bytes.toString(row.getValue(PAGE, Bytes.toBytes(column)));
  }
}
