/** The benchmark: Sluice, its peers and a floor, on the same input, in turns. */
package dev.sluice.bench;
