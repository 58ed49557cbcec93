/**
 * The {@code es.*} keys of elasticsearch-hadoop and what each becomes: a pure translation into
 * settings of ours, so that nothing else knows of them.
 */
package dev.sluice.eshadoop;
