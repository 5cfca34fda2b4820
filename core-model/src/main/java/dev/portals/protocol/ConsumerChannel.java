package dev.portals.protocol;

import dev.portals.plan.StreamChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a stream channel at one input port (rule P2): applies each number once, in
 * order.
 */
public final class ConsumerChannel {
  private final String port;
  private final StreamChannel channel;
  private final ArrayDeque<Atom> waiting = new ArrayDeque<>();
  private long start;
  private long cursor;
  private boolean sealed;

  ConsumerChannel(String port, StreamChannel channel) {
    this.port = port;
    this.channel = channel;
  }

  /**
   * The entry that begins with an atom which is not the channel's first; none if the channel was
   * begun before: where it begins never changes (rule P3).
   */
  public Optional<Entry.Subscribed> subscribe(long from) {
    return from > 0 && cursor == 0
        ? Optional.of(new Entry.Subscribed(port, channel, from))
        : Optional.empty();
  }

  /**
   * Takes what is new of a range of atoms, of which any part may have come before.
   *
   * @return false if atoms are missing before {@code first}: the delivery failed and must be
   *     repeated
   */
  public boolean offer(long first, List<Atom> atoms) {
    var expected = expected();
    if (first > expected) {
      return false;
    }
    for (var at = expected - first; at < atoms.size(); at++) {
      waiting.add(atoms.get((int) at));
    }
    return true;
  }

  /** The number of the next atom to take from a delivery. */
  public long expected() {
    return cursor + waiting.size();
  }

  /** The atom at the cursor, or null. */
  public @Nullable Atom head() {
    return waiting.peek();
  }

  /** The entry that moves the cursor behind the atom at it. */
  public Entry.Moved move() {
    var head = waiting.peek();
    return new Entry.Moved(port, channel, cursor + 1, head != null && head.isSeal());
  }

  void apply(Entry.Subscribed entry) {
    if (cursor > 0 || entry.start() <= 0) {
      throw new BrokenLaneException(
          "commit begins " + channel + " at " + entry.start() + ", but it is read up to " + cursor);
    }
    start = entry.start();
    cursor = start;
  }

  void apply(Entry.Moved entry) {
    if (entry.next() != cursor + 1) {
      throw new BrokenLaneException(
          "commit moves " + channel + " to " + entry.next() + ", expected " + (cursor + 1));
    }
    cursor = entry.next();
    sealed |= entry.sealed();
    waiting.poll();
  }

  PageImage.Consumer image() {
    return new PageImage.Consumer(start, cursor, sealed);
  }

  void restore(PageImage.Consumer image) {
    start = image.start();
    cursor = image.cursor();
    sealed = image.sealed();
  }

  /** How many atoms were applied. */
  public long taken() {
    return cursor - start;
  }

  /** The number of the next atom to apply. */
  public long cursor() {
    return cursor;
  }

  public boolean isSealed() {
    return sealed;
  }

  public String port() {
    return port;
  }

  public StreamChannel channel() {
    return channel;
  }
}
