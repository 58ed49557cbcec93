package dev.sluice.client.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

class ShardTableTest {

  /** Index {@code a} with one shard, reached by a name with a filter or without. */
  private static ShardTable table(String filter) throws IOException {
    String index = filter == null ? "{}" : "{\"filter\":" + filter + "}";
    String json =
        "{\"indices\":{\"a\":"
            + index
            + "},\"shards\":[[{\"index\":\"a\",\"shard\":0,\"node\":\"n\"}],[]]}";
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setEntity(new ByteArrayEntity(json.getBytes(UTF_8), ContentType.APPLICATION_JSON));
    return ShardTable.read(new HttpResponse(response));
  }

  private static ReadShard only(ShardTable... tables) {
    ShardTable table = ShardTable.of(List.of(tables));
    assertThat(table.shards()).hasSize(1);
    return table.shards().get(0).plain();
  }

  @Test
  void an_index_that_is_reached_twice_is_read_once_by_the_wider_filter() throws IOException {
    assertThat(only(table("{\"f\":1}"), table("{\"g\":2}")).filter())
        .contains("{\"bool\":{\"should\":[{\"f\":1},{\"g\":2}]}}");
    assertThat(only(table("{\"f\":1}"), table(null)).filter()).isEmpty();
    assertThat(only(table(null), table("{\"f\":1}")).filter()).isEmpty();
    assertThat(only(table("{\"f\":1}")).filter()).contains("{\"f\":1}");
  }
}
