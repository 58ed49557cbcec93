package dev.sluice.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The content of a document as Jackson reads it, and other spellings of the same content. */
final class JsonContent {

  /** An object in which a name occurs twice: its bytes are all that can be said of it. */
  private record Verbatim(String json) {}

  private final byte[] json;
  private final JsonParser parser;

  private JsonContent(byte[] json) throws IOException {
    this.json = json;
    this.parser = new JsonFactory().createParser(json);
  }

  /** Maps, lists, texts, exact numbers, truth values: equal if the contents are. */
  static Object of(byte[] json) throws IOException {
    JsonContent content = new JsonContent(json);
    content.parser.nextToken();
    return content.value();
  }

  private Object value() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> exact(parser.getDecimalValue());
      case VALUE_STRING -> parser.getText();
      default -> token;
    };
  }

  private static BigDecimal exact(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  private Object object() throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    Map<String, Object> members = new HashMap<>();
    boolean twice = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      twice |= members.containsKey(name);
      members.put(name, value());
    }
    int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
    return twice
        ? new Verbatim(new String(Arrays.copyOfRange(json, from, to), StandardCharsets.ISO_8859_1))
        : members;
  }

  private List<Object> array() throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  /** The same content with members, blanks, escapes and numbers written another way. */
  static byte[] spelled(Object content, Random random) {
    StringBuilder out = new StringBuilder();
    spell(content, random, out);
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void spell(Object content, Random random, StringBuilder out) {
    out.append(" \n".substring(random.nextInt(3)));
    if (content instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
      Collections.shuffle(members, random);
      String comma = "{";
      for (Map.Entry<?, ?> member : members) {
        out.append(comma);
        spell(member.getKey(), random, out);
        out.append(':');
        spell(member.getValue(), random, out);
        comma = ",";
      }
      out.append(members.isEmpty() ? "{}" : "}");
    } else if (content instanceof List<?> list) {
      String comma = "[";
      for (Object element : list) {
        out.append(comma);
        spell(element, random, out);
        comma = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (content instanceof Verbatim verbatim) {
      out.append(verbatim.json());
    } else if (content instanceof BigDecimal number) {
      spell(number, random, out);
    } else if (content instanceof String text) {
      spell(text, random, out);
    } else {
      out.append(((JsonToken) content).asString());
    }
  }

  private static void spell(BigDecimal number, Random random, StringBuilder out) {
    int shift = random.nextInt(5);
    out.append(number.unscaledValue().multiply(BigDecimal.TEN.pow(shift).toBigInteger()))
        .append(random.nextBoolean() ? ".0" : "")
        .append(random.nextBoolean() ? "e" : "E")
        .append(-number.scale() - shift);
  }

  private static void spell(String text, Random random, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else if (unit < ' ' || unit > '~' || random.nextInt(4) == 0) {
        out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
