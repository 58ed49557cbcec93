package dev.sluice.fault;

/** What a {@link FaultProxy} does to one request on its way to a real server. */
enum ProxyFault {
  /** Nothing. */
  NONE,
  /** Resets the client's connection; the server never hears of the request. */
  RESET_BEFORE,
  /** Lets half of the request through, and resets both connections. */
  RESET_WITHIN,
  /** Lets the request through, waits until the server answers, and resets instead of passing it. */
  RESET_AFTER,
  /** Passes the first half of the reply, and closes. */
  TRUNCATE_REPLY,
  /** Takes the request, passes nothing on, and says nothing. */
  BLACK_HOLE,
  /** Lets the request through and swallows the reply; both connections stay open. */
  HALF_OPEN,
  /** Passes the reply on after a second. */
  DELAY,
  /** Lets the request through at 64 KB a second. */
  TRICKLE,
  /** Answers itself that there are too many requests. */
  BUSY,
  /** Answers itself that nobody is there. */
  UNAVAILABLE
}
