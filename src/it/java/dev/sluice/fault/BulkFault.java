package dev.sluice.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What a {@link ScriptedElasticsearch} does with one bulk request instead of applying it. */
@FunctionalInterface
interface BulkFault {

  /** Applies what it will, and answers or does not. */
  void meet(BulkExchange exchange) throws IOException, InterruptedException;

  /** No fault. */
  static BulkFault none() {
    return exchange -> exchange.answer(exchange.applyAll());
  }

  /** Refuses the request as a whole. */
  static BulkFault refused(int status, String type, String... headers) {
    return exchange ->
        exchange.reply(
            status,
            "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"scripted\"},\"status\":1}",
            headers);
  }

  /** Refuses the request as a proxy would, in HTML. */
  static BulkFault refusedByProxy(int status) {
    return exchange -> exchange.reply(status, "<html><body>bad gateway</body></html>");
  }

  /** A circuit breaker that trips for every request above a limit. */
  static BulkFault breaker(String durability, int limit) {
    return exchange -> {
      if (exchange.contentLength() <= limit) {
        exchange.answer(exchange.applyAll());
        return;
      }
      exchange.reply(
          429,
          "{\"error\":{\"type\":\"circuit_breaking_exception\",\"reason\":\"Data too large\","
              + ("\"bytes_wanted\":" + (limit + exchange.contentLength()))
              + (",\"bytes_limit\":" + limit)
              + (",\"durability\":\"" + durability + "\"},\"status\":429}"));
    };
  }

  /** A circuit breaker that others have tripped: the request alone would not have. */
  static BulkFault trippedBreaker() {
    return exchange ->
        exchange.reply(
            429,
            "{\"error\":{\"type\":\"circuit_breaking_exception\",\"reason\":\"Data too large\","
                + "\"bytes_wanted\":1073741825,\"bytes_limit\":1073741824,"
                + "\"durability\":\"TRANSIENT\"},\"status\":429}");
  }

  /** Takes no request above a limit, as {@code http.max_content_length} does. */
  static BulkFault largerRefused(int limit) {
    return exchange -> {
      if (exchange.contentLength() > limit) {
        exchange.reply(413, "");
      } else {
        exchange.answer(exchange.applyAll());
      }
    };
  }

  /** Refuses some items and applies the others. */
  static BulkFault items(int status, String type, Predicate<AppliedActions.Item> refused) {
    return exchange -> exchange.answer(exchange.applyBut(refused, status, type));
  }

  /** Refuses each item so many times before it applies it. */
  static BulkFault itemsRefusedTimes(int status, String type, int times) {
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    return items(status, type, item -> seen.merge(item.key(), 1, Integer::sum) <= times);
  }

  /** Closes the connection with a reset, having read some of the body. */
  static BulkFault resetBeforeTheEnd() {
    return exchange -> {
      exchange.skipHalf();
      exchange.reset();
    };
  }

  /** Reads the body, applies nothing, and resets the connection. */
  static BulkFault resetUnapplied() {
    return exchange -> {
      exchange.items();
      exchange.reset();
    };
  }

  /** Applies everything and resets the connection instead of answering. */
  static BulkFault lostReply() {
    return exchange -> {
      exchange.applyAll();
      exchange.reset();
    };
  }

  /** Applies everything, and breaks off in the middle of the answer. */
  static BulkFault truncatedReply() {
    return exchange -> exchange.answerHalf(exchange.applyAll());
  }

  /** Applies everything and answers for one item less. */
  static BulkFault fewerItems() {
    return exchange -> {
      String body = exchange.applyAll();
      exchange.reply(200, body.substring(0, body.lastIndexOf(",{")) + "]}");
    };
  }

  /** Applies everything, and answers with something that is no answer. */
  static BulkFault garbage() {
    return exchange -> {
      exchange.applyAll();
      exchange.reply(200, "<html>it works!</html>");
    };
  }

  /** Applies everything, and answers late. */
  static BulkFault slowReply(Duration late) {
    return exchange -> {
      String body = exchange.applyAll();
      exchange.sleep(late);
      exchange.answer(body);
    };
  }

  /** Applies everything and never answers, with the connection open. */
  static BulkFault silence() {
    return exchange -> {
      exchange.applyAll();
      exchange.awaitHangUp();
    };
  }
}
