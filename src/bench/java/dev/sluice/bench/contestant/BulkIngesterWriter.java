package dev.sluice.bench.contestant;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkListener;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/**
 * Hands raw JSON to a {@code BulkIngester} over the transport it has by default. Closing fails if
 * any document did. For one thread.
 */
final class BulkIngesterWriter extends RecordWriter<Text, Text> {

  private final String index;
  private final ElasticsearchTransport transport;
  private final BulkIngester<Void> ingester;
  private final AtomicReference<String> failure;

  private BulkIngesterWriter(
      String index,
      ElasticsearchTransport transport,
      BulkIngester<Void> ingester,
      AtomicReference<String> failure) {
    this.index = index;
    this.transport = transport;
    this.ingester = ingester;
    this.failure = failure;
  }

  static BulkIngesterWriter open(Assignment assignment, Configuration conf) {
    HttpHost[] hosts = assignment.urls().stream().map(HttpHost::create).toArray(HttpHost[]::new);
    ElasticsearchTransport transport =
        new RestClientTransport(RestClient.builder(hosts).build(), new JacksonJsonpMapper());
    AtomicReference<String> failure = new AtomicReference<>();
    BulkIngester.Builder<Void> ingester =
        new BulkIngester.Builder<Void>()
            .client(new ElasticsearchAsyncClient(transport))
            .listener(new FirstFailure(failure));
    long bytes = conf.getLong(BulkIngesterOutputFormat.BULK_BYTES, 0);
    if (bytes > 0) {
      ingester.maxSize(bytes).maxOperations(-1);
    }
    int inFlight = conf.getInt(BulkIngesterOutputFormat.IN_FLIGHT, 0);
    if (inFlight > 0) {
      ingester.maxConcurrentRequests(inFlight);
    }
    return new BulkIngesterWriter(assignment.index(), transport, ingester.build(), failure);
  }

  @Override
  public void write(Text key, Text value) {
    BinaryData document = BinaryData.of(value.copyBytes(), ContentType.APPLICATION_JSON);
    String id = key.toString();
    ingester.add(operation -> operation.index(it -> it.index(index).id(id).document(document)));
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    ingester.close();
    transport.close();
    if (failure.get() != null) {
      throw new IOException("a document was not indexed: " + failure.get());
    }
  }

  /** Keeps the first thing that went wrong. */
  private record FirstFailure(AtomicReference<String> failure) implements BulkListener<Void> {

    @Override
    public void beforeBulk(long number, BulkRequest request, List<Void> contexts) {
      // Not of interest.
    }

    @Override
    public void afterBulk(
        long number, BulkRequest request, List<Void> contexts, BulkResponse response) {
      if (response.errors()) {
        failure.compareAndSet(null, "an item of bulk request " + number + " failed");
      }
    }

    @Override
    public void afterBulk(long number, BulkRequest request, List<Void> contexts, Throwable thrown) {
      failure.compareAndSet(null, thrown.toString());
    }
  }
}
