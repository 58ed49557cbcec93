package dev.sluice.bench;

/** The index that everybody fills. */
final class IndexBody {

  private IndexBody() {}

  /** The body of the request that creates it. */
  static String of(int shards) {
    return """
        {
          "settings": {"number_of_shards": %d, "number_of_replicas": 0},
          "mappings": {
            "properties": {
              "id": {"type": "keyword"},
              "url": {"type": "keyword"},
              "fetched": {"type": "date"},
              "title": {"type": "text"},
              "text": {"type": "text"}
            }
          }
        }
        """
        .formatted(shards);
  }
}
