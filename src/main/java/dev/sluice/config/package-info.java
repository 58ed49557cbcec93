/**
 * Configuration keys: each is defined once, as a {@link dev.sluice.config.Setting}; the code reads
 * it and the tables of keys are generated from it. Secrets are never printed.
 *
 * <p>May use the JDK. Start with {@link dev.sluice.config.Setting}, {@link
 * dev.sluice.config.Settings} and {@link dev.sluice.config.ConfigException}.
 */
package dev.sluice.config;
