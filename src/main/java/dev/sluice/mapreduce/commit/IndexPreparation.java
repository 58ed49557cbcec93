package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkException;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.RangeMeta;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.RowRouting;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the index before the first task. It records the baseline and, for load mode, writes the
 * marker and then changes the settings. This order makes every step recoverable: the same job under
 * another application master continues, another job is refused.
 */
public final class IndexPreparation {

  private static final Logger log = LoggerFactory.getLogger(IndexPreparation.class);

  private static final int FORBIDDEN = 403;

  private final IndexControl index;
  private final IndexPlan plan;
  private final LoadOptions options;
  private final String job;
  private final CommitCheckpoint notes;

  /** The earlier jobs, which have ended; this one takes over their load mode. */
  private final Set<String> resumed;

  public IndexPreparation(
      IndexControl index, IndexPlan plan, LoadOptions options, String job, CommitCheckpoint notes) {
    this(index, plan, options, job, notes, Collections.emptySet());
  }

  private IndexPreparation(
      IndexControl index,
      IndexPlan plan,
      LoadOptions options,
      String job,
      CommitCheckpoint notes,
      Set<String> resumed) {
    this.resumed = resumed;
    this.index = index;
    this.plan = plan;
    this.options = options;
    this.job = job;
    this.notes = notes;
  }

  /** The same for a job that resumes others. */
  IndexPreparation resuming(Set<String> jobs) {
    return new IndexPreparation(index, plan, options, job, notes, jobs);
  }

  /**
   * Prepares the index, which must exist.
   *
   * @throws BulkException if the index must not be loaded
   */
  public void run() throws IOException {
    IndexState state =
        index
            .state()
            .orElseThrow(
                () ->
                    new BulkException(
                        "index " + name() + " was deleted after the job was submitted"));
    if (plan.rows().isPresent()) {
      checkRanges(plan.rows().get(), state);
    }
    Optional<LoadModeMarker> mark = LoadModeMarker.in(state.meta());
    boolean others = mark.isPresent() && !mark.get().job().equals(job);
    if (others && !(options.mode == LoadMode.BULK && resumed.contains(mark.get().job()))) {
      throw new BulkException(taken(name(), mark.get()));
    }
    Optional<String> uuid = notes.uuid();
    if (!uuid.isPresent()) {
      notes.write(record(state));
    } else if (!uuid.get().equals(state.uuid())) {
      throw new BulkException(
          "index " + name() + " was deleted and created again since the job began: start it anew");
    }
    if (options.mode == LoadMode.BULK) {
      if (!mark.isPresent() || others) {
        LoadModeMarker own =
            mark.isPresent()
                ? mark.get().takenOverBy(job)
                : LoadModeMarker.of(job, state.settings());
        new MetaChange(index, Ticker.system()).make(own::on);
      }
      index.change(options.mode.settings());
      log.info("Index {} is in load mode until the job ends", name());
    }
  }

  private void checkRanges(RowRouting rows, IndexState state) throws IOException {
    if (!RangeMeta.in(state.meta()).equals(Optional.of(rows.ranges()))) {
      throw new BulkException(
          "index "
              + name()
              + " does not have the row ranges this job was planned with (_meta."
              + RangeMeta.NAME
              + " of its mapping): it was created or changed after the job was submitted. Submit"
              + " the job"
              + " again");
    }
  }

  private String name() {
    return plan.concrete().orElse(plan.index());
  }

  /** The message for a job that finds the load-mode marker of another job. */
  public static String taken(String index, LoadModeMarker mark) {
    return "index "
        + index
        + " is in load mode for job "
        + mark.job()
        + " (its mapping's _meta."
        + LoadModeMarker.NAME
        + "): wait until that job ends. If it was killed with SIGKILL, restore the settings"
        + " with: sluice restore --index "
        + index;
  }

  private IndexBaseline record(IndexState state) throws IOException {
    boolean bulk = options.mode == LoadMode.BULK;
    boolean needed = bulk || options.addsUp();
    boolean empty = (needed || !options.replacing().isEmpty()) && isEmpty(needed);
    if (bulk && !empty && !options.force) {
      throw new BulkException(notEmpty(name()));
    }
    boolean own = plan.index().equals(name());
    return new IndexBaseline(
        name(),
        state.uuid(),
        empty,
        empty && own && options.addsUp() && !state.hasPipeline(),
        bulk && index.isGreen(),
        bulk || state.isAsync() ? terms(bulk) : Collections.emptyList());
  }

  public static String notEmpty(String index) {
    return LoadSettings.LOAD_MODE
        + " is bulk, but index "
        + index
        + " contains documents, which would have no replicas during the load: load into a new"
        + " index, remove"
        + " the key, or set "
        + LoadSettings.LOAD_MODE_FORCE
        + "=true";
  }

  /**
   * False also if the credentials do not allow counting.
   *
   * @param needed whether any other failure fails the job; otherwise the result is false as well
   */
  private boolean isEmpty(boolean needed) throws IOException {
    try {
      index.refresh();
      return index.count() == 0;
    } catch (ElasticsearchException e) {
      if (e.status() == FORBIDDEN || !needed) {
        log.info("The document count will not be verified: {}", e.getMessage());
        return false;
      }
      throw e;
    }
  }

  private List<Long> terms(boolean needed) throws IOException {
    try {
      return index.primaryTerms();
    } catch (ElasticsearchException e) {
      if (needed || e.status() != FORBIDDEN) {
        throw e;
      }
      log.warn(
          "Index {} acknowledges documents before they reach the disk"
              + " (translog.durability=async), and"
              + " document loss by a node failure cannot be detected: {}",
          name(),
          e.getMessage());
      return Collections.emptyList();
    }
  }
}
