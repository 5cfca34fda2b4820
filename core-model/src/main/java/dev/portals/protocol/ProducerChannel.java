package dev.portals.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sending side of an output port (rules P1, P4): numbers atoms, keeps them until the transport
 * has acknowledged them, in order. An unknown outcome is repeated, never skipped.
 */
public final class ProducerChannel {
  private final String port;
  private final ArrayDeque<Atom> outbox = new ArrayDeque<>();
  private long next;
  private long published;
  private long acknowledged;
  private boolean sealed;

  ProducerChannel(String port) {
    this.port = port;
  }

  /** The entry that puts an atom behind the others. */
  public Entry.Produced produce(Atom atom) {
    if (sealed) {
      throw new BrokenLaneException("an atom behind the seal of " + port + " at " + next);
    }
    return new Entry.Produced(port, next, atom);
  }

  void apply(Entry.Produced entry) {
    if (entry.number() != next) {
      throw new BrokenLaneException(
          "commit produces atom " + entry.number() + " of " + port + ", expected " + next);
    }
    outbox.add(entry.atom());
    sealed |= entry.atom().isSeal();
    next++;
  }

  void apply(Entry.Published entry) {
    if (entry.next() < published || entry.next() > next) {
      throw new BrokenLaneException(
          "commit publishes "
              + port
              + " up to "
              + entry.next()
              + ", expected from "
              + published
              + " to "
              + next);
    }
    published = entry.next();
    acknowledged(entry.next());
  }

  PageImage.Producer image() {
    return new PageImage.Producer(next, published, sealed);
  }

  void restore(PageImage.Producer image) {
    next = image.next();
    published = image.published();
    sealed = image.sealed();
  }

  /** Fills the outbox again, from the commits that are still at hand (rule C4). */
  void restore(Map<Long, Atom> produced) {
    outbox.clear();
    acknowledged = published;
    for (var number = published; number < next; number++) {
      var atom = produced.get(number);
      if (atom == null) {
        throw new BrokenLaneException(
            "atom " + number + " of " + port + " is neither published nor in a commit (rule C4)");
      }
      outbox.add(atom);
    }
  }

  /** The transport has every atom below {@code upTo}. */
  public void acknowledged(long upTo) {
    while (acknowledged < upTo && !outbox.isEmpty()) {
      outbox.poll();
      acknowledged++;
    }
  }

  /** The number of the first atom that is not acknowledged. */
  public long first() {
    return acknowledged;
  }

  /** The atoms that are not acknowledged, in order, at most {@code limit}. */
  public List<Atom> owed(int limit) {
    var owed = new ArrayList<Atom>(Math.min(limit, outbox.size()));
    for (var atom : outbox) {
      if (owed.size() == limit) {
        break;
      }
      owed.add(atom);
    }
    return owed;
  }

  public boolean owes() {
    return !outbox.isEmpty();
  }

  /** True if all is known to be published, by what is committed. */
  boolean isPublished() {
    return published == next;
  }

  /** The watermark for the next commit, if it moved since the last (P1). */
  public Optional<Entry.Published> watermark() {
    return acknowledged > published
        ? Optional.of(new Entry.Published(port, acknowledged))
        : Optional.empty();
  }

  public boolean isSealed() {
    return sealed;
  }

  public String port() {
    return port;
  }

  /** The number of the next atom. */
  public long next() {
    return next;
  }
}
