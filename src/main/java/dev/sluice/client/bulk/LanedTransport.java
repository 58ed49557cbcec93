package dev.sluice.client.bulk;

import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;
import java.util.Map;

/** A bulk transport with its lanes. Thread-safe. */
public final class LanedTransport {

  private final HttpBulkTransport transport;
  private final Lanes lanes;

  public LanedTransport(HttpBulkTransport transport, Lanes lanes) {
    this.transport = transport;
    this.lanes = lanes;
  }

  /** The transport. */
  public BulkTransport transport() {
    return transport;
  }

  /** The request body bytes sent to each node so far, by node name. */
  public Map<String, Long> bytesByNode() {
    return transport.bytesByNode();
  }

  /** The lanes. */
  public Lanes lanes() {
    return lanes;
  }
}
