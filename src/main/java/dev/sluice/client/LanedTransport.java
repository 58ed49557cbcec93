package dev.sluice.client;

import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;

/** A transport of bulk requests and the lanes it knows the way of. Immutable. */
public final class LanedTransport {

  private final BulkTransport transport;
  private final Lanes lanes;

  LanedTransport(BulkTransport transport, Lanes lanes) {
    this.transport = transport;
    this.lanes = lanes;
  }

  /** Carries the requests. */
  public BulkTransport transport() {
    return transport;
  }

  /** Says which lane a document belongs to. */
  public Lanes lanes() {
    return lanes;
  }
}
