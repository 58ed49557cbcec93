package dev.sluice.bench;

import java.util.Map;

/**
 * The time of other entrants, of which the subject's time is a multiple.
 *
 * @param text how it is printed
 * @param shares how much of the time of each entrant counts
 */
record Budget(String text, Map<String, Double> shares) {}
