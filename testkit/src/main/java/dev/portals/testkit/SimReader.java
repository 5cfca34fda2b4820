package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one input port has got in what a transport keeps of a channel. As with Kinesis there is
 * one position, behind which all is released; what is handed out and not released comes again.
 */
final class SimReader {
  private static final int MOST_ATOMS = 4;

  /** An atom as kept, in order of arrival: numbers may repeat. */
  record Kept(long number, Atom atom) {}

  private record Handed(int from, int to, SimInstance holder) {}

  private final LaneId lane;
  private final StreamChannel channel;
  private final List<Kept> kept;
  private final BitSet released = new BitSet();
  private final IdentityHashMap<Delivery, Handed> handed = new IdentityHashMap<>();
  private int ahead;

  SimReader(LaneId lane, StreamChannel channel, List<Kept> kept) {
    this.lane = lane;
    this.channel = channel;
    this.kept = kept;
  }

  LaneId lane() {
    return lane;
  }

  StreamChannel channel() {
    return channel;
  }

  boolean isOf(LaneId reader, StreamChannel read) {
    return lane.equals(reader) && channel.equals(read);
  }

  /** True if it has something to deliver, be it once more, which is a fault. */
  boolean hasAny(Chance chance) {
    return ahead < kept.size() || (ahead > 0 && !chance.isOver());
  }

  /** The next delivery, cut at random; perhaps of atoms handed out before. Null if all are. */
  @Nullable Delivery next(Chance chance, SimInstance receiver) {
    var from = ahead;
    if (ahead > 0 && chance.strikesBefore(Fault.DELIVERY_REPEATED, CrashPoint.DELIVERY, receiver)) {
      from = chance.below(ahead);
    }
    if (from == kept.size()) {
      return null;
    }
    var most = from + 1 + chance.below(MOST_ATOMS);
    var first = kept.get(from).number();
    var atoms = new ArrayList<Atom>();
    var to = from;
    while (to < kept.size() && to < most && kept.get(to).number() == first + to - from) {
      atoms.add(kept.get(to).atom());
      to++;
    }
    var delivery = new Delivery(channel.stream(), channel, first, List.copyOf(atoms));
    handed.put(delivery, new Handed(from, to, receiver));
    ahead = Math.max(ahead, to);
    return delivery;
  }

  /** True if it was this reader's, and was not taken back. */
  boolean released(Delivery delivery) {
    var range = handed.remove(delivery);
    if (range == null) {
      return false;
    }
    released.set(range.from(), range.to());
    ahead = Math.max(ahead, released.nextClearBit(0));
    return true;
  }

  /** A failed delivery comes again, after the earlier ones. */
  void failed(Delivery delivery) {
    if (handed.remove(delivery) != null) {
      again();
    }
  }

  /** What this instance holds comes again, as it is gone. */
  void lost(SimInstance instance) {
    handed.values().removeIf(range -> range.holder() == instance);
    again();
  }

  /** Everything not released comes again. */
  void again() {
    ahead = released.nextClearBit(0);
  }

  boolean isDone() {
    return released.nextClearBit(0) >= kept.size();
  }

  @Override
  public String toString() {
    return channel + " at " + lane + " released " + released.nextClearBit(0) + "/" + kept.size();
  }
}
