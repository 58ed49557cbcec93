/**
 * A rehearsal: trial loads of a sample into a scratch index, and the forecast for the whole load.
 *
 * <p>May use everything but the commands. Begin with {@link dev.sluice.cli.rehearse.Rehearsal} and
 * {@link dev.sluice.cli.rehearse.Diagnosis}.
 */
package dev.sluice.cli.rehearse;
