package dev.sluice.read;

import dev.sluice.client.search.SearchException;
import dev.sluice.flow.BoundedQueue;
import dev.sluice.flow.Ticker;
import java.io.IOException;

/**
 * Reads one slice of a point in time, page after page, into the queue: as soon as a page is there,
 * the next is asked for. While the queue is full it has the point in time kept. Used by one thread.
 */
final class SliceReader {

  private final PointInTime pit;
  private final SearchRequest request;
  private final PageSizer size;
  private final ReadOptions options;
  private final BoundedQueue<Page> queue;
  private final Retrier retrier;
  private final ReadCounts counts;
  private final Ticker ticker;

  SliceReader(
      PointInTime pit,
      SearchRequest request,
      PageSizer size,
      ReadOptions options,
      BoundedQueue<Page> queue,
      Retrier retrier,
      ReadCounts counts,
      Ticker ticker) {
    this.pit = pit;
    this.request = request;
    this.size = size;
    this.options = options;
    this.queue = queue;
    this.retrier = retrier;
    this.counts = counts;
    this.ticker = ticker;
  }

  /** Reads it to its end. Blocks. */
  void run() throws IOException, InterruptedException {
    SearchRequest next = request;
    while (true) {
      SearchRequest asked = next;
      Page page = retrier.on(() -> page(asked), this::shrink);
      if (page.isEmpty()) {
        return;
      }
      hand(page);
      next = request.after(page.lastPlace());
    }
  }

  private Page page(SearchRequest asked) throws SearchException {
    long sentNanos = ticker.nanos();
    int documents = size.documents();
    // One document alone is taken, however large it is.
    int most = documents == 1 ? Integer.MAX_VALUE - 8 : options.mostPageBytes();
    SearchReply reply = pit.search(asked.withSize(documents), most);
    try {
      Page page = Page.of(reply);
      size.came(page.bytes());
      counts.came(page.bytes(), ticker.nanos() - sentNanos);
      return page;
    } catch (IOException e) {
      throw SearchException.of(SearchException.Kind.AGAIN, e.getMessage());
    }
  }

  /**
   * A page that is merely too large is asked for at once with fewer documents, if it has several.
   */
  private boolean shrink(SearchException e) {
    if (e.kind() == SearchException.Kind.TOO_LARGE) {
      return size.tooLarge();
    }
    if (e.kind() == SearchException.Kind.BUSY) {
      size.busy();
    }
    return false;
  }

  private void hand(Page page) throws IOException, InterruptedException {
    while (!queue.offer(page, pit.leisure())) {
      if (retrier.on(pit::extend, e -> false)) {
        counts.extended();
      }
    }
  }
}
