package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.hbase.mapping.RowEncoder;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.testing.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows, written by one encoder, say in any JSON parser what was put into them. */
class RandomRowsTest {

  private static final String MAPPING =
      """
      s = f:s
      num.i = f:i as int
      num.l = f:l as long
      num.d = f:d as double
      num.f = f:f as float
      num.dec = f:dec as decimal
      b64 = f:b as base64
      bit = f:bit as bool
      text = f:t as text:long
      raw = f:j as json
      attr.* = a:*
      cnt.* = c:n_* as long
      tags[] = t:* names
      hist[] = f:v versions 3 as {ts, v: int}
      on error = skip-field
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void what_is_written_is_what_was_there(long seed) throws Exception {
    Random random = new Random(seed);
    RowEncoder encoder = new RowEncoder(RowMapping.parse(MAPPING));
    for (int i = 0; i < 2_000; i++) {
      Rows row = Rows.row("r" + i).with("z:any", "");
      Map<String, Object> expected = fill(row, random);

      String written = encoder.encode(row.result()).toString();

      String json = written.substring(written.indexOf(": ") + 2);
      assertThat(json).doesNotContain("\n", "\r");
      assertThat(parse(json)).isEqualTo(expected);
    }
    assertThat(encoder.skipped()).isPositive();
  }

  private static Map<String, Object> fill(Rows row, Random random) {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      String text = text(random);
      row.with("f:s", text);
      all.put("s", text);
    }
    number(row, random, numbers);
    if (random.nextBoolean()) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      row.with("f:b", bytes);
      all.put("b64", java.util.Base64.getEncoder().encodeToString(bytes));
    }
    if (random.nextBoolean()) {
      row.with("f:bit", Bytes.toBytes(true));
      all.put("bit", true);
    }
    if (random.nextBoolean()) {
      long number = random.nextLong();
      row.with("f:t", Long.toString(number));
      all.put("text", BigInteger.valueOf(number));
    }
    if (random.nextInt(4) == 0) {
      row.with("f:j", "{\"a\":\n[true,null,\"x\"]}");
      Map<String, Object> raw = new LinkedHashMap<>();
      List<Object> items = new ArrayList<>();
      items.add(true);
      items.add(null);
      items.add("x");
      raw.put("a", items);
      all.put("raw", raw);
    } else if (random.nextInt(4) == 0) {
      row.with("f:j", "{\"a\":");
    }
    if (!numbers.isEmpty()) {
      all.put("num", numbers);
    }
    families(row, random, all);
    return all;
  }

  private static void number(Rows row, Random random, Map<String, Object> numbers) {
    if (random.nextInt(3) > 0) {
      int number = random.nextInt();
      row.with("f:i", number);
      numbers.put("i", BigInteger.valueOf(number));
    } else {
      // Not an int: left out, wherever it stands.
      row.with("f:i", "wrong");
    }
    if (random.nextBoolean()) {
      long number = random.nextLong() >> random.nextInt(64);
      row.with("f:l", number);
      numbers.put("l", BigInteger.valueOf(number));
    }
    double real = Double.longBitsToDouble(random.nextLong());
    row.with("f:d", real);
    if (Double.isFinite(real)) {
      numbers.put("d", new BigDecimal(Double.toString(real)));
    }
    float single = Float.intBitsToFloat(random.nextInt());
    row.with("f:f", Bytes.toBytes(single));
    if (Float.isFinite(single)) {
      numbers.put("f", new BigDecimal(Float.toString(single)));
    }
    if (random.nextBoolean()) {
      BigDecimal decimal = new BigDecimal(new BigInteger(80, random), random.nextInt(20) + 1);
      row.with("f:dec", decimal);
      numbers.put("dec", decimal);
    }
  }

  private static void families(Rows row, Random random, Map<String, Object> all) {
    Map<String, Object> attributes = new TreeMap<>();
    Map<String, Object> counts = new TreeMap<>();
    List<Object> tags = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = "q" + random.nextInt(1000);
      String value = text(random);
      if (attributes.putIfAbsent(name, value) == null) {
        row.with("a:" + name, value);
      }
      if (counts.putIfAbsent(name, BigInteger.valueOf(i)) == null) {
        row.with("c:n_" + name, (long) i).with("c:other" + name, "x");
        row.with("t:" + name, "");
        tags.add(name);
      }
    }
    tags.sort(null);
    put(all, "attr", attributes, attributes.isEmpty());
    put(all, "cnt", counts, counts.isEmpty());
    put(all, "tags", tags, tags.isEmpty());
    List<Object> history = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      row.at(i, "f:v", Bytes.toBytes(i * 7));
      if (history.size() < 3) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("ts", BigInteger.valueOf(i));
        version.put("v", BigInteger.valueOf(i * 7L));
        history.add(version);
      }
    }
    put(all, "hist", history, history.isEmpty());
  }

  private static void put(Map<String, Object> all, String name, Object value, boolean empty) {
    if (!empty) {
      all.put(name, value);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
      boolean surrogate = point >= 0xD800 && point < 0xE000;
      text.appendCodePoint(surrogate ? ' ' : point);
    }
    String made = text.toString();
    assertThat(new String(made.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(made);
    return made;
  }

  private static Object parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      parser.nextToken();
      Object value = value(parser);
      assertThat(parser.nextToken()).isNull();
      return value;
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Map<String, Object> members(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> items(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }
}
