/** Keys, units and secrets: what a configuration says, and every problem with it at once. */
package dev.sluice.config;
