package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The constants of keys, which jobs are compiled against, and the table of what becomes of them.
 */
final class ConfigurationOptionsIT {

  private static final String DEFAULT = "_DEFAULT";

  private static Map<String, String> constants() throws ReflectiveOperationException {
    return constants("elasticsearch");
  }

  private static Map<String, String> constants(String peer) throws ReflectiveOperationException {
    Map<String, String> constants = new TreeMap<>();
    for (Field field :
        Class.forName("org." + peer + ".hadoop.cfg.ConfigurationOptions").getFields()) {
      constants.put(field.getName(), (String) field.get(null));
    }
    return constants;
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void every_key_is_in_the_table(String peer) throws ReflectiveOperationException {
    assertThat(constants(peer).values().stream().filter(EsKeys::isKey))
        .hasSizeGreaterThan(90)
        .allSatisfy(
            key ->
                assertThat(EsKeys.named(EsNames.inElasticsearch(key), EsKeys.ALL))
                    .as(key)
                    .isPresent());
  }

  @Test
  void every_default_is_that_of_the_table() throws ReflectiveOperationException {
    Map<String, String> constants = constants();
    constants.forEach(
        (name, value) -> {
          String key = constants.get(name.replace(DEFAULT, ""));
          // This one depends on another key, whatever the constant says.
          boolean fixed = !"es.nodes.discovery".equals(key);
          if (name.endsWith(DEFAULT) && key != null && fixed) {
            assertThat(EsKeys.named(key, EsKeys.ALL))
                .as(key)
                .matches(found -> found.get().isPrefix() || found.get().fallback().equals(value));
          }
        });
  }
}
