/**
 * The job that repairs the differences of a comparison. {@link
 * dev.sluice.mapreduce.repair.RepairWriter} takes the differences of each id, {@link
 * dev.sluice.mapreduce.repair.BothSides} looks at the source and the index again, and {@link
 * dev.sluice.mapreduce.repair.Decision} decides. Copies at a wrong place wait until their document
 * is at the right one. A source that cannot be asked for single records is read as a whole first,
 * and {@link dev.sluice.mapreduce.repair.RepairReducer} gathers what all tasks have of an id. Every
 * action has a condition, so a repair can run twice, and beside writers.
 */
package dev.sluice.mapreduce.repair;
