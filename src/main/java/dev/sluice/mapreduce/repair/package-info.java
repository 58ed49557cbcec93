/**
 * The job that repairs the differences of a comparison. {@link
 * dev.sluice.mapreduce.repair.RepairWriter} takes the differences of each id, {@link
 * dev.sluice.mapreduce.repair.BothSides} looks at the source and the index again, and {@link
 * dev.sluice.mapreduce.repair.Decision} decides. Copies at a wrong place wait until their document
 * is at the right one. Every action has a condition, so a repair can run twice, and beside writers.
 */
package dev.sluice.mapreduce.repair;
