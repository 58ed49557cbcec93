/** The demo: a crawl in HBase, put into Elasticsearch by the command that a user would type. */
package dev.sluice.demo;
