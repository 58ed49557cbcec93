package dev.sluice.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.action.BulkError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Takes every document, except those whose source holds {@code "bad"}; or refuses every request, or
 * holds each until it is aborted.
 */
public final class FakeElasticsearch implements BulkTransport {

  private final List<String> lines = new ArrayList<>();
  private final CountDownLatch aborted = new CountDownLatch(1);
  private boolean refuses;
  private boolean holds;
  private boolean has;
  private boolean changes;

  public FakeElasticsearch refusingAll() {
    refuses = true;
    return this;
  }

  /** Has every document already, the very same. */
  public FakeElasticsearch havingAll() {
    has = true;
    return this;
  }

  /** Has a document of each id already, and does not give sources back as they were sent. */
  public FakeElasticsearch havingAllChanged() {
    changes = true;
    return havingAll();
  }

  public FakeElasticsearch holdingAll() {
    holds = true;
    return this;
  }

  /** Every line received, in order. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  public boolean isAborted() {
    return aborted.getCount() == 0;
  }

  @Override
  public BulkReply send(BulkRequest request) {
    if (refuses) {
      return BulkReply.refused(401, BulkError.of("security_exception", "who?"), Duration.ZERO);
    }
    if (holds) {
      awaitAbort();
      return BulkReply.unknown("aborted");
    }
    return has ? all(request, 409) : take(request);
  }

  private static BulkReply all(BulkRequest request, int status) {
    short[] statuses = new short[request.items()];
    Map<Integer, BulkError> errors = new HashMap<>();
    for (int item = 0; item < statuses.length; item++) {
      statuses[item] = (short) status;
      if (status == 409) {
        errors.put(item, BulkError.of("version_conflict_engine_exception", "exists"));
      }
    }
    return BulkReply.items(statuses, errors);
  }

  private synchronized BulkReply take(BulkRequest request) {
    short[] statuses = new short[request.items()];
    Map<Integer, BulkError> errors = new HashMap<>();
    List<String> body = List.of(bodyOf(request).split("\n"));
    lines.addAll(body);
    for (int item = 0; item < statuses.length; item++) {
      boolean bad = body.get(2 * item + 1).contains("\"bad\"");
      statuses[item] = (short) (bad ? 400 : 201);
      if (bad) {
        errors.put(item, BulkError.of("document_parsing_exception", "no such"));
      }
    }
    return BulkReply.items(statuses, errors);
  }

  private static String bodyOf(BulkRequest request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      request.writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toString(UTF_8);
  }

  private void awaitAbort() {
    try {
      aborted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public BulkReply compare(BulkRequest request) {
    if (!has) {
      throw new AssertionError("nothing to compare");
    }
    return all(request, changes ? 409 : 200);
  }

  @Override
  public void abort() {
    aborted.countDown();
  }
}
