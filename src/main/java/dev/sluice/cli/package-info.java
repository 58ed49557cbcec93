/**
 * The commands. Nothing else uses them.
 *
 * <p>May use everything. Begin with {@link dev.sluice.cli.Sluice}, {@link
 * dev.sluice.cli.LoadCommand} and {@link dev.sluice.cli.TableCommand}.
 */
package dev.sluice.cli;
