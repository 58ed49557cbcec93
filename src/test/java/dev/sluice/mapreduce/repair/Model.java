package dev.sluice.mapreduce.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RepairCounter;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Comparison;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.IndexGroups;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An index and a source with documents of one id, in memory, and a repair between them. */
final class Model implements BothSides.Index, BothSides.Source {

  static final String ID = "k";
  private static final IndexGroups GROUPS = IndexGroups.of(Map.of());

  /** A document of either side; a version of -1 is none. */
  record Doc(int content, String routing, long version, long seqNo) {}

  final Map<Integer, Doc> shards = new TreeMap<>();
  final Map<String, Doc> rows = new TreeMap<>();
  final List<RepairCounter> left = new ArrayList<>();
  private final Source source;

  private long seqNo = 10;

  /** What the records of the source are, and how a repair finds them. */
  enum Source {
    /** The id says the key of its record. */
    BY_ID,
    /** The id says the key of a record that has all documents. */
    ALL_BY_ID,
    /** Only the comparison knows the keys. */
    BY_ROW,
    /** The same, and one record has all documents. */
    ALL_BY_ROW,
    /** No record can be asked for; all are read. */
    FILES;

    /** Whether an id has at most one document in the source. */
    boolean isOfOne() {
      return this == BY_ID;
    }

    /** Whether a repair sees documents that came after the comparison. */
    boolean isKnown() {
      return this == BY_ID || this == ALL_BY_ID || this == FILES;
    }

    private boolean together() {
      return this == ALL_BY_ID || this == ALL_BY_ROW;
    }
  }

  Model(Source source) {
    this.source = source;
  }

  Source kind() {
    return source;
  }

  /** Two routing values share a shard. */
  static int shard(String routing) {
    return routing == null || routing.equals("b") ? 0 : 1;
  }

  /** Puts a document as a writer who does not look. */
  void put(int content, String routing, long version) {
    shards.put(shard(routing), new Doc(content, routing, version, seqNo++));
  }

  List<Difference> verify() {
    Comparison comparison = new Comparison(GROUPS);
    comparison.start(ID);
    shards.values().forEach(doc -> comparison.addIndexed(print(doc)));
    rows.forEach((row, doc) -> comparison.addSource(inSource(doc).row(key(row)).build()));
    return comparison.differences();
  }

  private byte[] key(String row) {
    return source == Source.FILES ? null : row.getBytes(UTF_8);
  }

  private static Fingerprint print(Doc doc) {
    return Fingerprint.of(doc.content, 0)
        .index("pages")
        .shard(shard(doc.routing))
        .routing(doc.routing)
        .version(doc.version)
        .seqNo(doc.seqNo)
        .primaryTerm(1)
        .build();
  }

  /** A negative content is a delete. */
  private static Fingerprint.Builder inSource(Doc doc) {
    return (doc.content < 0 ? Fingerprint.ofDelete() : Fingerprint.of(doc.content, 0))
        .routing(doc.routing)
        .version(doc.version);
  }

  /**
   * Repairs.
   *
   * @param between happens after both sides were looked at
   * @param passes the actions that the server applies; it refuses the others
   */
  void repair(
      List<Difference> differences,
      RepairOptions options,
      Runnable between,
      Predicate<BulkActionWritable> passes)
      throws IOException {
    if (differences.isEmpty()) {
      between.run();
      return;
    }
    List<BulkActionWritable> sent = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    Subject subject = look(differences);
    new Decision(GROUPS, options, outcome(sent, moves)).about(subject);
    between.run();
    sent.stream().filter(passes).forEach(this::apply);
    for (Move move : moves) {
      if (!move.isPlaced(get(List.of(move.right(this))).get(0))) {
        left.add(RepairCounter.NOT_PLACED);
      } else if (passes.test(move.delete())) {
        apply(move.delete());
      }
    }
  }

  private Subject look(List<Difference> differences) throws IOException {
    BothSides sides = new BothSides(this, this, false);
    if (source != Source.FILES) {
      Subject asked = new Subject(ID, "", differences);
      sides.look(List.of(asked));
      return asked;
    }
    Gathered gathered = new Gathered();
    differences.forEach(difference -> gathered.add(GatheredRecord.of(difference)));
    rows.values().forEach(doc -> gathered.add(GatheredRecord.of(writable(doc))));
    Subject subject = gathered.subject("", action -> Optional.of(Wanted.of(action, print(action))));
    sides.readIndex(List.of(subject));
    return subject;
  }

  private static BulkActionWritable writable(Doc doc) {
    BulkAction action = action(doc);
    BulkActionWritable.Builder copy = Wanted.copy(action);
    return (doc.version < 0 ? copy : copy.version(doc.version, VersionType.EXTERNAL)).build();
  }

  private static Fingerprint print(BulkAction action) {
    boolean delete = action.operation == Operation.DELETE;
    int content = delete ? -1 : content(action.source);
    long version = action.versionType == null ? -1 : action.version;
    return inSource(new Doc(content, action.routing, version, -1)).build();
  }

  private static int content(byte[] json) {
    return Integer.parseInt(new String(json, UTF_8).replaceAll("\\D", ""));
  }

  private Outcome outcome(List<BulkActionWritable> sent, List<Move> moves) {
    return new Outcome() {
      @Override
      public void send(BulkActionWritable action) {
        sent.add(action);
      }

      @Override
      public void move(Move move) {
        moves.add(move);
      }

      @Override
      public void left(RepairCounter why) {
        left.add(why);
      }
    };
  }

  /** What a server does with an action, with its conditions. */
  private void apply(BulkActionWritable action) {
    int shard = shard(action.routing().orElse(null));
    Doc there = shards.get(shard);
    boolean conflict =
        action.ifSeqNo().isPresent()
            ? there == null || there.seqNo != action.ifSeqNo().getAsLong()
            : action.operation() == Operation.CREATE
                ? there != null
                : there != null && there.version > action.version().orElse(Long.MAX_VALUE);
    if (conflict) {
      return;
    }
    if (action.operation() == Operation.DELETE) {
      shards.remove(shard);
      return;
    }
    put(
        content(action.source()),
        action.routing().orElse(null),
        action.version().orElse(there == null ? 1 : there.version + 1));
  }

  @Override
  public DocumentPlace place(Optional<String> name, String id, Optional<String> routing) {
    return DocumentPlace.of(name.orElse("pages"), id, routing.orElse(null));
  }

  @Override
  public String groupOf(Optional<String> name) {
    return "";
  }

  @Override
  public List<List<Fingerprint>> get(List<DocumentPlace> places) {
    List<List<Fingerprint>> found = new ArrayList<>();
    for (DocumentPlace place : places) {
      Doc doc = shards.get(shard(place.routing().orElse(null)));
      found.add(doc == null ? List.of() : List.of(print(doc)));
    }
    return found;
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    boolean known = source == Source.BY_ID || source == Source.ALL_BY_ID;
    return known ? Optional.of("row1".getBytes(UTF_8)) : Optional.empty();
  }

  @Override
  public boolean covers(byte[] key) {
    return true;
  }

  @Override
  public void read(List<byte[]> keys, BothSides.Taker taker) {
    for (byte[] key : keys) {
      String asked = new String(key, UTF_8);
      rows.forEach(
          (row, doc) -> {
            if (source.together() || row.equals(asked)) {
              taker.action(action(doc), inSource(doc).build());
            }
          });
    }
  }

  private static BulkAction action(Doc doc) {
    byte[] json = ("{\"n\":" + doc.content + "}").getBytes(UTF_8);
    BulkAction.Builder action =
        BulkAction.of(doc.content < 0 ? Operation.DELETE : Operation.INDEX)
            .id(ID)
            .routing(doc.routing);
    if (doc.content >= 0) {
      action.source(json, 0, json.length);
    }
    if (doc.version >= 0) {
      action.version(doc.version, VersionType.EXTERNAL);
    }
    return action.build();
  }

  @Override
  public String toString() {
    return source + " source " + rows.values() + " index " + shards.values() + " left " + left;
  }
}
