package dev.portals.testkit;

import dev.portals.driver.BatchRelease;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as an event source brings it to a function: batches of records, each with a range of
 * atoms. The answer to a batch says from where on it failed (rule W4); without an answer all did.
 * There is one position, behind which all is released.
 */
final class SimShard {
  private static final int MOST_RECORDS = 3;
  private static final int MOST_ATOMS = 4;

  private final LaneId lane;
  private final String port;
  private final StreamChannel channel;
  private final List<SimReader.Kept> kept;
  private int released;
  private @Nullable Batch inFlight;

  SimShard(LaneId lane, String port, StreamChannel channel, List<SimReader.Kept> kept) {
    this.lane = lane;
    this.port = port;
    this.channel = channel;
    this.kept = kept;
  }

  /** Records that one invocation is given. */
  final class Batch {
    private final IdentityHashMap<Delivery, Integer> records = new IdentityHashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final BatchRelease<Integer> release;
    private final int end;

    private Batch(Chance chance, int from) {
      var positions = new ArrayList<Integer>();
      var at = from;
      for (var left = 1 + chance.below(MOST_RECORDS); left > 0 && at < kept.size(); left--) {
        var delivery = record(at, 1 + chance.below(MOST_ATOMS));
        records.put(delivery, at);
        deliveries.add(delivery);
        positions.add(at);
        at += delivery.atoms().size();
      }
      end = at;
      release = new BatchRelease<>(positions);
    }

    List<Delivery> deliveries() {
      return deliveries;
    }

    /** The lane has released one of the deliveries. */
    void released(Delivery delivery) {
      var record = records.remove(delivery);
      if (record != null) {
        release.release(record);
      }
    }

    /** The invocation is over; it counts if the source still waits for it. */
    void answered() {
      if (inFlight == this) {
        inFlight = null;
        released = Math.max(released, release.lowestFailed().orElse(end));
      }
    }

    /** There is no answer: all comes again. */
    void lost() {
      if (inFlight == this) {
        inFlight = null;
      }
    }

    @Override
    public String toString() {
      return deliveries.stream().map(SimStreams::words).toList().toString();
    }
  }

  private Delivery record(int from, int most) {
    var first = kept.get(from).number();
    var atoms = new ArrayList<Atom>();
    for (var at = from;
        at < kept.size() && atoms.size() < most && kept.get(at).number() == first + at - from;
        at++) {
      atoms.add(kept.get(at).atom());
    }
    return new Delivery(port, channel, first, List.copyOf(atoms));
  }

  /** The next batch, perhaps of records that were released before; null if there is none now. */
  @Nullable Batch next(Chance chance) {
    if (released > 0 && chance.strikesBefore(Fault.DELIVERY_REPEATED, CrashPoint.DELIVERY)) {
      return new Batch(chance, chance.below(released));
    }
    if (inFlight != null || released == kept.size()) {
      return null;
    }
    inFlight = new Batch(chance, released);
    return inFlight;
  }

  boolean isDone() {
    return released == kept.size();
  }

  LaneId lane() {
    return lane;
  }

  @Override
  public String toString() {
    return channel + " at " + lane + " released " + released + "/" + kept.size();
  }
}
