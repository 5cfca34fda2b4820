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
  /** What fails a delivery of a channel that its receiver does not read: it was led astray. */
  public static final long NOT_READ = -1;

  /** True if it is of a channel, for an input port. */
  public boolean isOf(String input, StreamChannel from) {
    return port.equals(input) && channel.equals(from);
  }

  /** The number behind the last atom. */
  public long end() {
    return first + atoms.size();
  }
}
