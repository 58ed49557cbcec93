/**
 * The merges of an index that a rehearsal is too short to see, and the time that they take.
 *
 * <p>May use everything but the commands and the rehearsal. Begin with {@link
 * dev.sluice.cli.rehearse.merges.LaterMerges}.
 */
package dev.sluice.cli.rehearse.merges;
