package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks up what the source and the index have of some ids now, in one batch for each side. Used by
 * one thread.
 */
final class BothSides {

  private final Source source;
  private final Index index;
  private final boolean keysKnown;

  /** The source of the load. */
  interface Source {

    /** The key of the record that has a document id; empty if it cannot be computed. */
    Optional<byte[]> keyOf(String id);

    /** Whether a record with this key does not exist if it is not found. */
    boolean covers(byte[] key);

    /** Reads the documents of records that still exist. Blocks. */
    void read(List<byte[]> keys, Taker taker) throws IOException;
  }

  /** Takes the documents of the source. */
  interface Taker {

    /** The load would send this; the action is valid until this returns. */
    void action(BulkAction action, Fingerprint print);

    /** The load would reject this; the action is valid until this returns. */
    void rejected(BulkAction action, BulkError why);
  }

  /** The index of the load. */
  interface Index {

    /** The place of a document; without an index, it is in the index of the load. */
    DocumentPlace place(Optional<String> name, String id, Optional<String> routing);

    /** The group of an index; without one, of the index of the load. */
    String groupOf(Optional<String> name);

    /** The documents at each place, as they were last written. Blocks. */
    List<List<Fingerprint>> get(List<DocumentPlace> places) throws IOException;
  }

  /**
   * Creates the lookup.
   *
   * @param keysKnown whether a comparison notes the keys of records that are not the ids
   */
  BothSides(Source source, Index index, boolean keysKnown) {
    this.source = source;
    this.index = index;
    this.keysKnown = keysKnown;
  }

  Index index() {
    return index;
  }

  /** Fills subjects with documents of both sides. Blocks. */
  void look(List<Subject> subjects) throws IOException {
    readSource(subjects);
    readIndex(subjects);
  }

  /** Fills subjects, which have their documents of the source, with those of the index. Blocks. */
  void readIndex(List<Subject> subjects) throws IOException {
    List<DocumentPlace> places = new ArrayList<>();
    List<Subject> asked = new ArrayList<>();
    List<Wanted> whose = new ArrayList<>();
    for (Subject subject : subjects) {
      for (Wanted document : subject.wanted()) {
        Optional<String> routing = Optional.ofNullable(document.routing());
        places.add(index.place(Optional.ofNullable(document.index()), subject.id(), routing));
        for (Difference difference : subject.differences()) {
          places.add(index.place(difference.index(), subject.id(), routing));
        }
        fill(whose, document, places.size());
      }
      for (Difference difference : subject.differences()) {
        places.add(index.place(difference.index(), subject.id(), difference.routing()));
      }
      fill(asked, subject, places.size());
      fill(whose, null, places.size());
    }
    List<List<Fingerprint>> found = index.get(places);
    for (int i = 0; i < places.size(); i++) {
      for (Fingerprint document : found.get(i)) {
        boolean concrete = document.index().filter(places.get(i).index()::equals).isPresent();
        if (concrete && whose.get(i) != null) {
          asked.get(i).add(document, whose.get(i));
        } else {
          asked.get(i).add(document);
        }
      }
    }
  }

  private static <T> void fill(List<T> list, T value, int size) {
    while (list.size() < size) {
      list.add(value);
    }
  }

  private void readSource(List<Subject> subjects) throws IOException {
    Set<ByteBuffer> keys = new LinkedHashSet<>();
    Map<String, List<Subject>> byId = new HashMap<>();
    for (Subject subject : subjects) {
      byId.computeIfAbsent(subject.id(), id -> new ArrayList<>()).add(subject);
      addKeys(subject, keys);
    }
    source.read(
        keys.stream().map(ByteBuffer::array).collect(Collectors.toList()),
        new Taker() {
          @Override
          public void action(BulkAction action, Fingerprint print) {
            Optional<Subject> subject = subject(byId, action);
            if (subject.isPresent()) {
              subject.get().add(Wanted.of(action, print));
            }
          }

          @Override
          public void rejected(BulkAction action, BulkError why) {
            Optional<Subject> subject = subject(byId, action);
            if (subject.isPresent()) {
              subject.get().reject(Wanted.copy(action).rejected(why).build());
            }
          }
        });
  }

  private Optional<Subject> subject(Map<String, List<Subject>> byId, BulkAction action) {
    String group = index.groupOf(action.index());
    return byId.getOrDefault(action.id, Collections.emptyList()).stream()
        .filter(subject -> subject.group().equals(group))
        .findFirst();
  }

  private void addKeys(Subject subject, Set<ByteBuffer> keys) {
    Optional<byte[]> inverted = source.keyOf(subject.id());
    if (inverted.isPresent()) {
      keys.add(ByteBuffer.wrap(inverted.get()));
      if (source.covers(inverted.get())) {
        subject.prove();
      }
      return;
    }
    for (Difference difference : subject.differences()) {
      // A comparison notes the key of a source record only if it is not the id itself.
      Optional<byte[]> row = difference.row();
      if (row.isPresent()) {
        keys.add(ByteBuffer.wrap(row.get()));
      } else if (keysKnown && difference.kind() != Kind.EXTRA) {
        keys.add(ByteBuffer.wrap(subject.id().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
