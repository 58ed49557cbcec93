package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.repair.DeleteLimit;
import dev.sluice.mapreduce.repair.RepairOptions;
import picocli.CommandLine.Option;

/** What a repair may delete. */
final class DeleteOptions {

  @Option(
      names = "--delete",
      description =
          "When repairing, also delete extra documents and misplaced copies. Default: they stay.")
  private boolean delete;

  @Option(
      names = "--max-deletes",
      paramLabel = "N|N%",
      description =
          "With --delete: write nothing if more documents than this would be deleted, a number or"
              + " a percentage of the index. Default: 1%%")
  private String maxDeletes;

  @Option(
      names = "--force",
      description =
          "With --delete: also delete extra documents whose source cannot be read by id. Files are"
              + " read as a whole: a document that they have by now stays.")
  private boolean force;

  /**
   * The options of the repair.
   *
   * @throws ConfigException if they cannot be combined, or the limit is not one
   */
  RepairOptions repair() {
    if (!delete && (maxDeletes != null || force)) {
      throw new ConfigException(
          (force ? "--force" : "--max-deletes")
              + " requires --delete: without it, a repair deletes nothing");
    }
    RepairOptions options = RepairOptions.standard().withDeletes(delete).withForce(force);
    return maxDeletes == null ? options : options.withLimit(DeleteLimit.parse(maxDeletes));
  }

  /**
   * Checks that nothing is to be deleted.
   *
   * @throws ConfigException if an option was given
   */
  void checkUnused() {
    String given = delete ? "--delete" : maxDeletes != null ? "--max-deletes" : "--force";
    if (delete || maxDeletes != null || force) {
      throw new ConfigException(
          given + " requires --repair: without it, sluice verify writes and deletes nothing");
    }
  }
}
