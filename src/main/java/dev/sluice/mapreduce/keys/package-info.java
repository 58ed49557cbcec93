/**
 * Shared by all readers of a job's configuration: internal keys, values that are JSON or name a
 * file, and the keys that are secret.
 *
 * <p>May use {@code config}, {@code json}, Hadoop. Start with {@link
 * dev.sluice.mapreduce.keys.InternalKeys}, {@link dev.sluice.mapreduce.keys.JsonSetting} and {@link
 * dev.sluice.mapreduce.keys.SettingFile}.
 */
package dev.sluice.mapreduce.keys;
