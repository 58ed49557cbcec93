/** Who competes: each does the same work in a JVM of its own. */
package dev.sluice.bench.contestant;
