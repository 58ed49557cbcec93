/**
 * The commands of the command line. No other package uses them.
 *
 * <p>May use everything. Begin with {@link dev.sluice.cli.Sluice}, {@link
 * dev.sluice.cli.LoadCommand} and {@link dev.sluice.cli.TableCommand}.
 */
package dev.sluice.cli;
