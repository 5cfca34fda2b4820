package dev.portals.testkit;

import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;

/**
 * What a process of a lane does, and where it stands until it does the next thing: there a fault
 * can strike it. The places are those of the protocol's steps: offer, run, commit, discharge,
 * release.
 */
public enum CrashPoint {
  /** It has begun, and read nothing. */
  START(Kind.PROCESS),
  /** It reads its lane: the log, or the slots of the ring in a table. */
  LOAD(Kind.LOAD),
  /** It reads pages and dead letters of a table. */
  PAGE_READ(Kind.QUERY),
  /** It reads the number of the newest commit (rule C8). */
  NEWEST(Kind.NEWEST),
  /** Atoms were delivered to it. */
  DELIVERY(Kind.DELIVERY),
  /** User code ran, and nothing is stored of it. */
  STEP(Kind.STEP),
  /** A commit without anything of those below. */
  COMMIT(Kind.COMMIT),
  /** A commit that says which atoms were published (rule P1). */
  WATERMARK(Kind.COMMIT),
  /** A commit that accepts or answers asks (replier rule 2). */
  ACCEPTANCE(Kind.COMMIT),
  /** A commit that ends asks and has what their continuations did (asker rule 3). */
  CONTINUATION(Kind.COMMIT),
  /** A commit that says where a channel begins (rule P3). */
  SUBSCRIPTION(Kind.COMMIT),
  /** Somebody marks a lane: its code is new, it is to end, it has ended (rules C9, L1, L3). */
  MARK(Kind.COMMIT),
  /** Atoms are published. */
  PUBLISH(Kind.PUBLISH),
  /** Asks leave. */
  ASK_SENT(Kind.PROCESS),
  /** Asks reach the replier. */
  ASK_RECEIVED(Kind.ASK),
  /** Outcomes of asks leave. */
  ANSWER_SENT(Kind.PROCESS),
  /** Outcomes of asks reach the asker. */
  ANSWER_RECEIVED(Kind.ANSWER),
  /** A delivery is released (rule W2). */
  RELEASE(Kind.PROCESS),
  /** A delivery behind a gap is refused (rule P2). */
  REFUSAL(Kind.PROCESS),
  /** A page is written to a table (rule C3). */
  PAGE_FLUSH(Kind.PUT),
  /** A dead letter is written to a table for good. */
  LETTER_FLUSH(Kind.PUT),
  /** Somebody who changes applications reads the registry (rule L1). */
  REGISTRY_READ(Kind.QUERY),
  /** Somebody who changes applications writes an item of the registry. */
  REGISTRY_WRITE(Kind.PUT),
  /** A wake row is written, or removed (rule W1). */
  WAKE_ROW(Kind.PUT),
  /** The sweeper reads which wake rows are due (rule W3). */
  WAKE_READ(Kind.QUERY);

  /** Which faults of a port can strike there. */
  enum Kind {
    PROCESS,
    LOAD,
    QUERY,
    NEWEST,
    DELIVERY,
    STEP,
    COMMIT,
    PUBLISH,
    ASK,
    ANSWER,
    PUT
  }

  private final Kind kind;

  CrashPoint(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Which commit it is; the last in the order above that fits. */
  static CrashPoint of(Commit commit) {
    var point = COMMIT;
    for (var entry : commit.entries()) {
      var is = of(entry);
      point = is.compareTo(point) > 0 ? is : point;
    }
    return point;
  }

  private static CrashPoint of(Entry entry) {
    if (entry instanceof Entry.Settled
        || entry instanceof Entry.Expired
        || entry instanceof Entry.Gathered) {
      return CONTINUATION;
    } else if (entry instanceof Entry.Served) {
      return ACCEPTANCE;
    }
    if (entry instanceof Entry.Subscribed) {
      return SUBSCRIPTION;
    } else if (entry instanceof Entry.Deployed
        || entry instanceof Entry.Closing
        || entry instanceof Entry.Ended) {
      return MARK;
    }
    return entry instanceof Entry.Published ? WATERMARK : COMMIT;
  }
}
