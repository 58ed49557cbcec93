/**
 * All configuration keys: their list, their descriptions for a terminal and the documentation, and
 * the names that messages suggest.
 *
 * <p>May use {@code cli.run} and all packages that have keys. Begin with {@link
 * dev.sluice.cli.settings.AllSettings} and {@link dev.sluice.cli.settings.SettingsTable}.
 */
package dev.sluice.cli.settings;
