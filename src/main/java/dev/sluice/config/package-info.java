/**
 * Configuration keys: each is written once, as a {@link dev.sluice.config.Setting}, from which the
 * code reads it and the tables of keys are made. Secrets never print.
 *
 * <p>May use the JDK. Begin with {@link dev.sluice.config.Setting}, {@link
 * dev.sluice.config.Settings} and {@link dev.sluice.config.ConfigException}.
 */
package dev.sluice.config;
