package dev.sluice.client.bulk;

import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;
import java.util.Map;

/** A transport of bulk requests and the lanes it knows the way of. Thread-safe. */
public final class LanedTransport {

  private final HttpBulkTransport transport;
  private final Lanes lanes;

  public LanedTransport(HttpBulkTransport transport, Lanes lanes) {
    this.transport = transport;
    this.lanes = lanes;
  }

  /** Carries the requests. */
  public BulkTransport transport() {
    return transport;
  }

  /** How many bytes of request bodies went to each node so far, by the node's name. */
  public Map<String, Long> bytesByNode() {
    return transport.bytesByNode();
  }

  /** Says which lane a document belongs to. */
  public Lanes lanes() {
    return lanes;
  }
}
