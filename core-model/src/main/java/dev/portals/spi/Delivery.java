package dev.portals.spi;

import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import java.util.List;

/**
 * Consecutive atoms of one channel for one input port, as a transport hands them over. It may hand
 * them over again, cut differently, or to another process at the same time.
 *
 * @param first the number of the first atom
 */
public record Delivery(String port, StreamChannel channel, long first, List<Atom> atoms) {
  /** The number behind the last atom. */
  public long end() {
    return first + atoms.size();
  }
}
