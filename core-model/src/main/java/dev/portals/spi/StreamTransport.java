package dev.portals.spi;

import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import java.util.List;

/**
 * Carries the atoms of streams. Delivers at least once, in order of number once repeats are
 * dropped.
 */
public interface StreamTransport {
  /**
   * Hands over consecutive atoms.
   *
   * @return true once they are kept for every reader; false if that is not known: they may be kept,
   *     now or later. The caller repeats them before it publishes others (rule P1).
   */
  boolean publish(StreamChannel channel, long first, List<Atom> atoms);

  /** False while readers are so far behind that the producer should take no new atom. */
  boolean hasRoom(StreamChannel channel);

  /** Everything that followed from a delivery is done or kept: it need not come again (rule W2). */
  void released(Delivery delivery);

  /**
   * Atoms are missing before the delivery: it must come again, after them (rule P2).
   *
   * @param expected the number of the first that is missing, or {@link Delivery#NOT_READ}
   */
  void failed(Delivery delivery, long expected);
}
