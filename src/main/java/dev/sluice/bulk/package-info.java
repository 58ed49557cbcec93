/**
 * The bulk engine and the JSON byte writer. No Hadoop, no HTTP: it sees a transport, lanes and a
 * clock.
 */
package dev.sluice.bulk;
