/**
 * What the commands read: files, a table, or indices. A source sets up the job that writes its
 * documents to a given index.
 *
 * <p>May use {@code cli.lines}, {@code mapreduce}, {@code hbase}. Begin with {@link
 * dev.sluice.cli.source.FileSource} and {@link dev.sluice.cli.source.TableSource}.
 */
package dev.sluice.cli.source;
