/**
 * What every reader of a job's configuration needs: the keys that jobs set for their own tasks, and
 * values that are JSON or name a file.
 *
 * <p>May use {@code config}, {@code json}, Hadoop. Begin with {@link
 * dev.sluice.mapreduce.keys.InternalKeys}, {@link dev.sluice.mapreduce.keys.JsonSetting} and {@link
 * dev.sluice.mapreduce.keys.SettingFile}.
 */
package dev.sluice.mapreduce.keys;
