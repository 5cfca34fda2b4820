package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Outcome;
import dev.portals.spi.Delivery;
import dev.portals.spi.WakeRows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold of lanes that run as functions, whenever one is killed (rules W1, W2): who is told
 * that all is done need not come again, and somebody comes to each lane that owes something.
 */
final class Covered {
  private final Topology topology;
  private final Ledgers ledgers;
  private final SimStreams streams;
  private final List<SimShard> shards;
  private final WakeRows rows;

  /** Who is called for its end by nobody: a generator, or one of more lanes than channels. */
  private final Set<LaneId> uncalled;

  /** {@code rows} are those that are stored. */
  Covered(
      Topology topology,
      Ledgers ledgers,
      SimStreams streams,
      List<SimShard> shards,
      WakeRows rows) {
    this.topology = topology;
    this.ledgers = ledgers;
    this.streams = streams;
    this.shards = shards;
    this.rows = rows;
    this.uncalled = new HashSet<>(topology.lanes().keySet());
    uncalled.removeIf(
        lane ->
            !ends(topology.operator(lane))
                || !topology.routes().inputs(lane).isEmpty()
                || topology.operator(lane).outputs().isEmpty());
  }

  /** True if it comes to an end, should all that it reads (P4). */
  private static boolean ends(Operator operator) {
    return operator.source().isPresent() || (operator.served().isEmpty() && operator.mayEnd());
  }

  /** Rule W2: whatever followed from a delivery is done, or a wake row is there. */
  void requireAfter(LaneId lane, Delivery delivery) {
    if (!ledgers
            .of(lane)
            .isDone(delivery.channel(), delivery.end(), produced -> streams.keeps(lane, produced))
        && !hasRow(lane)) {
      throw owing(lane, "released " + SimStreams.words(delivery));
    }
  }

  /** Replier rule 4: the same for who is told that an ask was accepted, or its answer. */
  void requireAfter(LaneId lane, AnswerMessage message) {
    var ledger = ledgers.of(lane);
    for (var item : message.items()) {
      var isTold = item.outcome().isAnswer() || item.outcome() instanceof Outcome.Pending;
      if (isTold
          && ledger.accepted(message.caller(), item.number())
          && !ledger.isDone(
              message.caller(), item.number(), produced -> streams.keeps(lane, produced))
          && !hasRow(lane)) {
        throw owing(lane, Words.of(message));
      }
    }
  }

  private static Deviation owing(LaneId lane, String told) {
    return new Deviation(lane + " " + told + " with something owed and without a wake row");
  }

  /** Rule W1, at every moment: a row, an event source or a lane that asks brings the lane back. */
  void requireSomebodyComes() {
    var waiting = new HashSet<LaneId>();
    for (var lane : topology.lanes().keySet()) {
      if (owes(lane) && !hasShard(lane) && !isAsked(lane)) {
        waiting.add(lane);
      }
    }
    if (!waiting.isEmpty()) {
      rows.due(Long.MAX_VALUE).forEach(wake -> waiting.remove(wake.lane()));
    }
    for (var lane : waiting) {
      throw new Deviation(
          lane + " owes something as of commit " + ledgers.of(lane).newest() + ", nobody comes");
    }
  }

  private boolean owes(LaneId lane) {
    return ledgers.of(lane).owes(produced -> streams.keeps(lane, produced))
        || (uncalled.contains(lane) && !ledgers.of(lane).isSealed());
  }

  private boolean hasRow(LaneId lane) {
    return rows.due(Long.MAX_VALUE).stream().anyMatch(wake -> wake.lane().equals(lane));
  }

  private boolean hasShard(LaneId lane) {
    return shards.stream().anyMatch(shard -> shard.lane().equals(lane) && !shard.isDone());
  }

  private boolean isAsked(LaneId lane) {
    return topology.lanes().keySet().stream()
        .anyMatch(asker -> !asker.equals(lane) && ledgers.of(asker).isUnsettled(lane));
  }
}
