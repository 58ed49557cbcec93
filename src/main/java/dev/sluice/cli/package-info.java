/** The commands: thin compositions of the formats, with options, progress and a summary. */
package dev.sluice.cli;
