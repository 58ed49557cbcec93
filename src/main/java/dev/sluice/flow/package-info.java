/** What writing and reading share: the clock, the waits, the bounds. */
package dev.sluice.flow;
