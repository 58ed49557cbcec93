package dev.sluice.cli.rehearse;

import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What the trial with the settings of the load has shown, and what a rehearsal prints about it.
 * Immutable.
 */
final class Outcome {

  private static final int FEW_REQUESTS = 3;

  private final InputSize input;
  private final TrialFigures base;
  private final Forecast.Sampled sampled;
  private final Forecast forecast;
  private final IndexFigures index;
  private final Diagnosis.Places places;
  private final RejectedCauses rejected;

  Outcome(
      InputSize input,
      TrialFigures base,
      Forecast.Sampled sampled,
      Forecast forecast,
      IndexFigures index,
      Diagnosis.Places places,
      RejectedCauses rejected) {
    this.input = input;
    this.base = base;
    this.sampled = sampled;
    this.forecast = forecast;
    this.index = index;
    this.places = places;
    this.rejected = rejected;
  }

  /**
   * Looks at the trial and its index, which another trial would replace. If the data nodes are the
   * bottleneck, it measures how fast they merge.
   */
  static Outcome of(TrialJob trial, OtherTrials others, ScratchIndex scratch, Configuration conf)
      throws IOException, InterruptedException {
    TrialFigures base = trial.figures();
    if (!base.isMeasured()) {
      throw new IOException(
          trial
              + " indexed no documents within "
              + Trial.load(trial.job().getConfiguration()).time.toMillis() / 1_000
              + " s: try --rehearse with a longer time");
    }
    JobDirectory files = JobDirectory.of(trial.job().getConfiguration(), trial.job().getJobID());
    IndexFigures index = scratch.figures();
    Diagnosis.Places places = scratch.places();
    Forecast forecast = new Forecast(trial.input(), base, trial.sampled());
    if (others.diagnosis(base, places).bottleneck().isOfDataNodes()) {
      forecast = forecast.with(scratch.laterMerges(forecast.documents()));
    }
    return new Outcome(
        trial.input(),
        base,
        trial.sampled(),
        forecast,
        index,
        places,
        RejectedCauses.in(files.rejected(), conf));
  }

  /** Compared with other trials. */
  List<String> lines(OtherTrials others, LoadSetup setup) {
    RehearsalText text = new RehearsalText();
    trials(text, others);
    wholeLoad(text);
    rejected(text);
    notes(text, setup);
    next(text, others.diagnosis(base, places), setup);
    return text.lines();
  }

  private void trials(RehearsalText text, OtherTrials others) {
    text.header().trial("as configured", base);
    others.print(text);
    text.stages(base);
  }

  private void wholeLoad(RehearsalText text) {
    text.forecast(forecast, index.throttled)
        .size(index.bytesOf(forecast.documents()), places.shards);
  }

  private void rejected(RehearsalText text) {
    List<String> causes = rejected.lines(sampled.records, forecast.documents());
    text.line("rejected documents:" + (causes.isEmpty() ? " none in the trial" : "")).lines(causes);
  }

  private void notes(RehearsalText text, LoadSetup setup) {
    if (input.headOnly) {
      text.line(
          "note: the input is one compressed file that cannot be split, so the sample is its"
              + " beginning and not spread over it");
    }
    if (input.splits == 1 && setup.table) {
      text.line(
          "note: one map task reads the whole table, because it has one region or because of"
              + " --mappers");
    }
    if (base.requests < FEW_REQUESTS) {
      text.line("note: the input is too small for a reliable forecast");
    }
  }

  private void next(RehearsalText text, Diagnosis diagnosis, LoadSetup setup) {
    text.line("bottleneck: " + diagnosis.bottleneck());
    text.line("change next: " + new Advice(diagnosis, places, setup, base.tasks).line());
  }
}
