package dev.sluice.read;

import dev.sluice.client.search.SearchException;
import dev.sluice.flow.BoundedQueue;
import dev.sluice.flow.Ticker;
import java.io.IOException;

/**
 * Reads a slice of a point in time page by page into the queue; as soon as a page is complete, it
 * requests the next. While the queue is full it extends the point in time. Used by one thread.
 */
final class SliceReader {

  private final PointInTime pit;
  private final SearchRequest request;
  private final PageSizer size;
  private final ReadOptions options;
  private final BoundedQueue<Page> queue;
  private final PageArrays arrays;
  private final Retrier retrier;
  private final ReadCounts counts;
  private final Ticker ticker;

  SliceReader(
      PointInTime pit,
      SearchRequest request,
      PageSizer size,
      ReadOptions options,
      BoundedQueue<Page> queue,
      PageArrays arrays,
      Retrier retrier,
      ReadCounts counts,
      Ticker ticker) {
    this.pit = pit;
    this.request = request;
    this.size = size;
    this.options = options;
    this.queue = queue;
    this.arrays = arrays;
    this.retrier = retrier;
    this.counts = counts;
    this.ticker = ticker;
  }

  /** Reads the slice to its end. Blocks. */
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
    // A single document is accepted, however large it is.
    int most = documents == 1 ? Integer.MAX_VALUE - 8 : options.mostPageBytes();
    SearchReply reply =
        pit.search(asked.withSize(documents), most, size.expectedBytes(most), arrays);
    try {
      Page page = Page.of(reply);
      int bytes = reply.body().length();
      size.came(bytes);
      counts.came(bytes, ticker.nanos() - sentNanos);
      return page;
    } catch (IOException e) {
      throw SearchException.of(SearchException.Kind.AGAIN, e.getMessage());
    }
  }

  /**
   * A page that is only too large is requested again immediately with fewer documents, if possible.
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
