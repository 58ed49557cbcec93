package dev.sluice.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.JsonFormException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
  },
  /** Sends a second time when no reply came, to another shard; for documents with ids. */
  RESENDS_TO_ANOTHER_SHARD {
    @Override
    BulkReply heard(BulkReply reply, BulkRequest request, BulkTransport transport) {
      return reply.kind() == BulkReply.Kind.UNKNOWN ? transport.send(elsewhere(request)) : reply;
    }
  };

  private static final Pattern PLACE =
      Pattern.compile("\"_index\":\"([^\"]+)\".*\"_id\":\"([^\"]+)\"");

  /** The same documents under the same ids, with another routing value. */
  private static BulkRequest elsewhere(BulkRequest request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Batch batch =
        new Batch(
            0, request.lane(), new Outcomes(0), 1 << 10, 1 << 16, false, GrowingBytes.spares());
    try {
      request.writeTo(body);
      String[] lines = body.toString(UTF_8).split("\n");
      for (int i = 0; i < lines.length; i += 2) {
        Matcher place = PLACE.matcher(lines[i]);
        if (!place.find()) {
          throw new AssertionError("no index and id in " + lines[i]);
        }
        byte[] source = lines[i + 1].getBytes(UTF_8);
        BulkAction action =
            BulkAction.of(Operation.INDEX)
                .id(place.group(2))
                .routing("elsewhere")
                .source(source, 0, source.length)
                .build();
        Exchanges.append(action, place.group(1), i, false, batch);
      }
    } catch (IOException | JsonFormException e) {
      throw new AssertionError(e);
    }
    int[] items = IntStream.range(0, request.items()).toArray();
    return new BulkRequest(
        batch, items, BulkRequest.Kind.APPLY, request.lane(), false, RetryState.NONE);
  }

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
