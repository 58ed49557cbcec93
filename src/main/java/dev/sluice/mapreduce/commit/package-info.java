/**
 * What is done to an index before the first task and after the last: load mode, the checks at the
 * end, the alias, and the files of rejected documents.
 *
 * <p>May use {@code mapreduce.task}. Begin with {@link
 * dev.sluice.mapreduce.commit.IndexOutputCommitter}, {@link
 * dev.sluice.mapreduce.commit.IndexPreparation} and {@link
 * dev.sluice.mapreduce.commit.IndexCommit}.
 */
package dev.sluice.mapreduce.commit;
