package dev.sluice.demo;

import java.util.Map;

/**
 * One page as a crawler fetched it.
 *
 * @param key its row: the host reversed, then the path, so that neighbours on the web are
 *     neighbours in the table
 * @param fetched milliseconds since 1970
 */
public record Page(
    String key, String url, String title, String html, long fetched, Map<String, String> headers) {}
