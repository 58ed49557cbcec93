/** Figures of running tasks and jobs as sources of Hadoop's metrics system (metrics2). */
package dev.sluice.mapreduce.metrics;
