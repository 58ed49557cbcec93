package dev.sluice.bench;

/** The index that everybody fills. */
record IndexShape(int shards, int replicas) {

  /** The body of the request that creates it. */
  String toJson() {
    return """
        {
          "settings": {"number_of_shards": %d, "number_of_replicas": %d},
          "mappings": {
            "properties": {
              "id": {"type": "keyword"},
              "url": {"type": "keyword"},
              "fetched": {"type": "date"},
              "title": {"type": "text"},
              "text": {"type": "text"},
              "html": {"type": "text"}
            }
          }
        }
        """
        .formatted(shards, replicas);
  }
}
