/**
 * Index handling before the first task and after the last: load mode, final checks, the alias, and
 * the files of rejected documents.
 *
 * <p>May use {@code mapreduce.task}. Start with {@link
 * dev.sluice.mapreduce.commit.IndexOutputCommitter}, {@link
 * dev.sluice.mapreduce.commit.IndexPreparation} and {@link
 * dev.sluice.mapreduce.commit.IndexCommit}.
 */
package dev.sluice.mapreduce.commit;
