package dev.sluice.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.search.SearchException;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.json.ByteSlice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shard with documents {@code id-0}, {@code id-1} and so on, searched as a server does it, one
 * search at a time. Faults are met by searches in the order they are given.
 */
final class FakeShard implements SearchTransport {

  private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
  private static final Pattern AFTER = Pattern.compile("\"search_after\":\\[(\\d+)]");
  private static final Pattern SLICE =
      Pattern.compile("\"slice\":\\{\"id\":(\\d+),\"max\":(\\d+)}");
  private static final Pattern PIT = Pattern.compile("\"pit\":\\{\"id\":\"([^\"]*)\"");

  /** Does something to a search, given what it would bring. */
  interface Fault {
    String meets(String reply) throws SearchException, InterruptedException;
  }

  private final List<String> sources = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore extensions = new Semaphore(0);
  private boolean renaming;
  private String pit = "pit-0";
  private long hidden;
  private volatile Fault closing = passes();
  private volatile boolean aborted;

  /** With so many documents of about so many bytes. */
  static FakeShard of(int documents, int bytes) {
    FakeShard shard = new FakeShard();
    String filler = "x".repeat(bytes);
    for (int i = 0; i < documents; i++) {
      shard.sources.add("{\"n\":" + i + ",\"f\":\"" + filler + "\"}");
    }
    return shard;
  }

  /** The next search that brings documents meets this. */
  synchronized FakeShard then(Fault fault) {
    faults.add(fault);
    return this;
  }

  static Fault passes() {
    return reply -> reply;
  }

  static Fault fails(SearchException.Kind kind, String message) {
    return reply -> {
      throw SearchException.of(kind, message);
    };
  }

  /** Gives the point in time another name at each search, and knows it by the newest alone. */
  FakeShard renaming() {
    renaming = true;
    return this;
  }

  /** Counts documents that no search brings. */
  FakeShard hiding(long documents) {
    hidden = documents;
    return this;
  }

  void replace(int document, String source) {
    sources.set(document, source);
  }

  /** The bodies of all searches. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** What became of the point in time, and {@code extended} for each search of nothing. */
  List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public String open(String index, String preference, Duration keepAlive) {
    events.add("opened " + index + " " + preference + " " + keepAlive);
    return pit;
  }

  /** The first request to close the point in time meets this. */
  FakeShard closing(Fault fault) {
    closing = fault;
    return this;
  }

  @Override
  public void close(String id) throws SearchException {
    Fault fault = closing;
    closing = FakeShard.passes();
    met(fault, "");
    events.add("closed " + id);
  }

  @Override
  public void abort() {
    aborted = true;
  }

  /** Whether there is one more search of nothing soon enough. */
  boolean isExtendedWithin(Duration wait) throws InterruptedException {
    return extensions.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isAborted() {
    return aborted;
  }

  @Override
  public ByteSlice search(String body, int most, int expected, IntFunction<byte[]> arrays)
      throws SearchException {
    String reply = reply(body);
    byte[] bytes = reply.getBytes(UTF_8);
    if (bytes.length > most) {
      throw SearchException.of(SearchException.Kind.TOO_LARGE, bytes.length + " > " + most);
    }
    byte[] array = arrays.apply(bytes.length + bytes.length / 9); // that of a reply may be longer
    System.arraycopy(bytes, 0, array, 0, bytes.length);
    return ByteSlice.of(array, 0, bytes.length);
  }

  @Override
  public byte[] ask(String path, String body, int most) throws SearchException {
    throw new AssertionError("a reader of a shard only searches, but sent " + path);
  }

  private String reply(String body) throws SearchException {
    Fault fault = FakeShard.passes();
    String reply;
    synchronized (this) {
      asked.add(body);
      checkPit(find(PIT, body));
      if (body.contains("match_none")) {
        events.add("extended");
        extensions.release();
        reply = renamed(Replies.of());
      } else if (body.contains("\"track_total_hits\":true")) {
        String total =
            "\"total\":{\"value\":" + (sources.size() + hidden) + ",\"relation\":\"eq\"}";
        reply = renamed(Replies.of().replace("\"max_score\"", total + ",\"max_score\""));
      } else {
        reply = renamed(page(body));
        fault = faults.isEmpty() ? fault : faults.poll();
      }
    }
    return met(fault, reply);
  }

  private static String met(Fault fault, String reply) throws SearchException {
    try {
      return fault.meets(reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SearchException.of(SearchException.Kind.AGAIN, "interrupted");
    }
  }

  private void checkPit(String id) throws SearchException {
    if (!id.equals(pit)) {
      throw SearchException.of(SearchException.Kind.LOST, "no search context for " + id);
    }
  }

  private String renamed(String reply) {
    if (renaming) {
      pit = "pit-" + asked.size();
    }
    return reply.replace("\"pit_id\":\"pit\"", "\"pit_id\":\"" + pit + "\"");
  }

  private String page(String body) {
    Matcher slice = SLICE.matcher(body);
    boolean sliced = slice.find();
    int number = sliced ? Integer.parseInt(slice.group(1)) : 0;
    int of = sliced ? Integer.parseInt(slice.group(2)) : 1;
    int from = sources.size() * number / of;
    int to = sources.size() * (number + 1) / of;
    String after = find(AFTER, body);
    from = after.isEmpty() ? from : Integer.parseInt(after) + 1;
    int size = Integer.parseInt(find(SIZE, body));
    List<String> hits = new ArrayList<>();
    for (int i = from; i < Math.min(to, from + size); i++) {
      hits.add(Replies.hit("id-" + i, sources.get(i), i));
    }
    return Replies.of(hits.toArray(String[]::new));
  }

  private static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
