package dev.sluice.bulk;

import java.util.Arrays;
import java.util.HashMap;

/**
 * Engines with one fault each, made of the good one, so that the fault suite proves that it sees.
 */
public enum BrokenEngine {
  /** Takes a refusal for lack of capacity as if the documents were in. */
  DROPS_ON_429 {
    @Override
    BulkReply heard(BulkReply reply, BulkRequest request, BulkTransport transport) {
      if (reply.kind() == BulkReply.Kind.REFUSED && reply.status() == 429) {
        return success(request);
      }
      if (reply.kind() != BulkReply.Kind.ITEMS) {
        return reply;
      }
      short[] statuses = new short[reply.itemCount()];
      for (int i = 0; i < statuses.length; i++) {
        statuses[i] = (short) (reply.status(i) == 429 ? 201 : reply.status(i));
      }
      return BulkReply.items(statuses, new HashMap<>());
    }
  },
  /** Hopes that a request was applied when no reply came. */
  DOES_NOT_RESEND_AFTER_A_LOST_REPLY {
    @Override
    BulkReply heard(BulkReply reply, BulkRequest request, BulkTransport transport) {
      return reply.kind() == BulkReply.Kind.UNKNOWN ? success(request) : reply;
    }
  },
  /** Sends a second time when no reply came; for documents to which the server gives the ids. */
  RESENDS_WITHOUT_THE_ID_RULE {
    @Override
    BulkReply heard(BulkReply reply, BulkRequest request, BulkTransport transport) {
      return reply.kind() == BulkReply.Kind.UNKNOWN ? transport.send(request) : reply;
    }
  };

  private static BulkReply success(BulkRequest request) {
    short[] statuses = new short[request.items()];
    Arrays.fill(statuses, (short) 201);
    return BulkReply.items(statuses, new HashMap<>());
  }

  /** What this engine believes when it hears a reply. */
  abstract BulkReply heard(BulkReply reply, BulkRequest request, BulkTransport transport);

  /** The fault, put between an engine and its transport. */
  public BulkTransport over(BulkTransport transport) {
    return new BulkTransport() {
      @Override
      public BulkReply send(BulkRequest request) {
        return heard(transport.send(request), request, transport);
      }

      @Override
      public BulkReply compare(BulkRequest request) {
        return transport.compare(request);
      }

      @Override
      public void abort() {
        transport.abort();
      }
    };
  }
}
