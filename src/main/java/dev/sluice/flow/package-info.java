/**
 * What writing and reading share: the clock, the waits, the bounds, and how bytes are passed over.
 */
package dev.sluice.flow;
