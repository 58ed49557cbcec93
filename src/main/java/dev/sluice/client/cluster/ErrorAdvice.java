package dev.sluice.client.cluster;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Credentials;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;

/**
 * Builds messages for requests that Elasticsearch refuses: the request, the user, and what to
 * change. Immutable.
 */
public final class ErrorAdvice {

  private final Credentials credentials;

  public ErrorAdvice(Credentials credentials) {
    this.credentials = credentials;
  }

  public ElasticsearchException of(String what, int status, BulkError error) {
    return new ElasticsearchException(
        status, error.type(), what + ": " + status + ", " + error + advice(status, error.type()));
  }

  private String advice(int status, String type) {
    if (status == 401) {
      return ". Authentication failed for "
          + credentials
          + ": check "
          + ConnectionSettings.USER
          + " and the secrets "
          + Secrets.PASSWORD
          + ", "
          + Secrets.API_KEY
          + " or "
          + Secrets.BEARER;
    }
    if (status == 403 && type.equals("security_exception")) {
      return ". Grant the missing privilege to " + credentials;
    }
    if (type.equals("invalid_index_name_exception")) {
      return ". Choose another index name";
    }
    if (type.startsWith("http_3")) {
      return ". Redirects are not followed: set "
          + ConnectionSettings.NODES
          + " to the URL of the cluster itself";
    }
    if (type.startsWith("http_")) {
      return ". The reply is not from Elasticsearch or OpenSearch: check "
          + ConnectionSettings.NODES;
    }
    return "";
  }
}
