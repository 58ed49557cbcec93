package dev.sluice.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A situation, and who is compared in it. Immutable. */
final class Scenario {

  private final Builder told;

  private Scenario(Builder told) {
    this.told = told;
  }

  /**
   * Begins to describe one.
   *
   * @param about what it is like, in a line
   */
  static Builder named(String name, String about, ServerKind terrain) {
    return new Builder(name, about, terrain);
  }

  String name() {
    return told.name;
  }

  String about() {
    return told.about;
  }

  ServerKind terrain() {
    return told.terrain;
  }

  /** Bytes of a document; 0 where the documents are not generated. */
  int size() {
    return told.size;
  }

  /** Documents of the larger run. */
  long documents() {
    return told.documents;
  }

  /** Documents of the smaller run. */
  long fewerDocuments() {
    return told.documents / told.times;
  }

  /** The contestant that fills the index, which others only read or change; empty if all fill. */
  Optional<String> filler() {
    return told.filler;
  }

  /** Whether the documents are in files as well. */
  boolean hasFiles() {
    return told.files;
  }

  /** The entrants with which the subject is compared together. */
  Optional<Budget> budget() {
    return told.budget;
  }

  IndexShape index() {
    return told.index;
  }

  /** Tasks that share the documents, unless an entrant has its own number. */
  int tasks() {
    return told.tasks;
  }

  List<Entrant> entrants() {
    return told.entrants;
  }

  /** The one that is compared with all others. */
  Entrant subject() {
    return told.entrants.stream()
        .filter(entrant -> entrant.name().equals(told.subject))
        .findFirst()
        .orElse(told.entrants.get(0));
  }

  /** What its table has, beside the rate. */
  Set<Metric> shown() {
    return told.shown;
  }

  /** Whether the client's CPU is measured, which takes a second, smaller run. */
  boolean measuresCpu() {
    return told.shown.contains(Metric.CPU);
  }

  /** Whether a run is over only when no merge runs, since it would be another's work. */
  boolean awaitsMerges() {
    return told.shown.contains(Metric.SERVER_CPU) || told.shown.contains(Metric.MERGED);
  }

  /** Documents of the run before all others. */
  long warmUpDocuments() {
    return told.warmUps * fewerDocuments();
  }

  /** What its chart shows. */
  Metric charted() {
    return told.shown.contains(Metric.LOADED) ? Metric.LOADED : Metric.RATE;
  }

  /** The same with some of its entrants. */
  Scenario only(Predicate<Entrant> wanted) {
    Builder other = new Builder(told);
    other.entrants = told.entrants.stream().filter(wanted).toList();
    return other.build();
  }

  /** The same for when time is short. */
  Scenario quick() {
    Builder other = new Builder(told);
    other.documents = told.quickDocuments;
    return other.build();
  }

  /** The same with so many documents. */
  Scenario documents(long number) {
    Builder other = new Builder(told);
    other.documents = number;
    return other.build();
  }

  /** The same with documents of so many bytes, where they are generated. */
  Scenario size(int bytes) {
    return told.size == 0 ? this : new Builder(told).size(bytes).build();
  }

  /** Describes a scenario. */
  static final class Builder {

    private final String name;
    private final String about;
    private final ServerKind terrain;
    private int size = 1 << 10;
    private long documents = 60_000;
    private long quickDocuments = 12_000;
    private int times = 4;
    private int warmUps = 1;
    private IndexShape index = new IndexShape(1, 0);
    private int tasks = 2;
    private Optional<String> filler = Optional.empty();
    private boolean files;
    private Optional<Budget> budget = Optional.empty();
    private List<Entrant> entrants = List.of();
    private String subject = "sluice";
    private Set<Metric> shown = EnumSet.of(Metric.CPU);

    private Builder(String name, String about, ServerKind terrain) {
      this.name = name;
      this.about = about;
      this.terrain = terrain;
    }

    private Builder(Builder from) {
      this(from.name, from.about, from.terrain);
      size = from.size;
      documents = from.documents;
      quickDocuments = from.quickDocuments;
      times = from.times;
      warmUps = from.warmUps;

      index = from.index;
      tasks = from.tasks;
      filler = from.filler;
      files = from.files;
      budget = from.budget;
      entrants = from.entrants;
      subject = from.subject;
      shown = from.shown;
    }

    /** Bytes of a document; 1 KB by default, 0 if they are not generated. */
    Builder size(int bytes) {
      size = bytes;
      return this;
    }

    /** Documents of the larger run; 60,000 by default, and 12,000 when time is short. */
    Builder documents(long number, long numberWhenQuick) {
      documents = number;
      quickDocuments = numberWhenQuick;
      return this;
    }

    /** How many times the larger run is the smaller one; 4 by default. */
    Builder times(int number) {
      times = number;
      return this;
    }

    /** How many times the smaller run warms the servers up; 1 by default. */
    Builder warmUps(int number) {
      warmUps = number;
      return this;
    }

    /** The index; one shard and no replica by default. */
    Builder index(int shards, int replicas) {
      index = new IndexShape(shards, replicas);
      return this;
    }

    /** How many tasks share the documents; 2 by default. */
    Builder tasks(int number) {
      tasks = number;
      return this;
    }

    /** Documents are read from an index that was filled before. */
    Builder reads() {
      return filledBy("sluice");
    }

    /** The same, and this contestant fills it; if it is an entrant, it has an index of its own. */
    Builder filledBy(String contestant) {
      filler = Optional.of(contestant);
      return this;
    }

    /** The documents are in files as well, one for each task. */
    Builder files() {
      files = true;
      return this;
    }

    /** What the subject may take, by what others take. */
    Builder budget(Budget sum) {
      budget = Optional.of(sum);
      return this;
    }

    Builder entrants(Entrant... all) {
      entrants = List.of(all);
      return this;
    }

    /** Who is compared with all others; {@code sluice} by default. */
    Builder subject(String entrant) {
      subject = entrant;
      return this;
    }

    /** What its table has beside rates and CPU. */
    Builder shows(Metric... more) {
      shown = EnumSet.of(Metric.CPU, more);
      return this;
    }

    /** Where what happens elsewhere hides what a document costs the client. */
    Builder withoutCpu() {
      shown = EnumSet.copyOf(shown);
      shown.remove(Metric.CPU);
      return this;
    }

    Scenario build() {
      return new Scenario(new Builder(this));
    }
  }
}
