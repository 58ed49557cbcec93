/**
 * What a load did over time, and the report that shows it: stage times, time series, the page.
 *
 * <p>Knows neither Hadoop nor HTTP. Start with {@link dev.sluice.report.StageTimes}.
 */
package dev.sluice.report;
