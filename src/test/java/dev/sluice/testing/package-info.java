/**
 * What tests of several packages share: clocks and servers that do as a test says, fakes of what
 * the code talks to, makers of documents and rows, and readers that are not ours to check against.
 *
 * <p>Unit tests, integration tests and benchmarks use it. What the tests of one package alone need
 * is beside them. Begin with {@link dev.sluice.testing.ScriptedServer} and {@link
 * dev.sluice.testing.FakeElasticsearch}.
 */
package dev.sluice.testing;
