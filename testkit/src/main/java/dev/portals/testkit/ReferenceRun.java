package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: gives every lane the inputs that its commits pin, in that order, in any order between
 * lanes that causes allow, without driver, protocol or faults. What the commits say must then be
 * exactly what this run did.
 */
final class ReferenceRun {
  private final Topology topology;
  private final Lives lives;
  private final Map<LaneId, ReferenceLane> lanes = new LinkedHashMap<>();
  private final Map<LaneId, Pinned> pinned = new LinkedHashMap<>();

  ReferenceRun(Topology topology, Ledgers ledgers, Lives lives, ReferenceLane.Tasks tasks) {
    this.topology = topology;
    this.lives = lives;
    topology
        .deployed()
        .forEach(
            (id, code) -> {
              var operator = code.firstEntry().getValue().operator();
              var log = Pinned.of(operator, ledgers.of(id).commits());
              pinned.put(id, log);
              lanes.put(id, new ReferenceLane(id, code, log.facts(), tasks));
            });
  }

  /** What the commits say. */
  Map<LaneId, List<Entry>> committed() {
    var committed = new LinkedHashMap<LaneId, List<Entry>>();
    pinned.forEach((id, log) -> committed.put(id, log.facts()));
    return committed;
  }

  /** Runs as far as possible: what is done then. To be called once, instead of {@link #check}. */
  Map<LaneId, List<Entry>> facts() {
    var facts = new LinkedHashMap<LaneId, List<Entry>>();
    lanes.forEach((id, lane) -> facts.put(id, lane.facts()));
    try {
      run();
      return facts;
    } catch (Deviation early) {
      return facts; // it ends where it deviated
    }
  }

  /** Runs, and compares; {@link Deviation} if there is a difference. To be called once. */
  void check() {
    var left = run();
    lanes.values().forEach(this::compare);
    left.forEach(
        (lane, inputs) -> {
          throw new Deviation(lane + " took what no faultless run gives it: " + inputs.peek());
        });
    requireFinished();
  }

  /** Gives inputs as long as there are any that can be given. What cannot is left. */
  private Map<LaneId, ArrayDeque<Pinned.Input>> run() {
    var waiting = new LinkedHashMap<LaneId, ArrayDeque<Pinned.Input>>();
    pinned.forEach((id, log) -> waiting.put(id, new ArrayDeque<>(log.inputs())));
    var moved = true;
    while (moved) {
      moved = false;
      for (var lane : waiting.entrySet()) {
        for (var input = lane.getValue().peek();
            input != null && runs(lane(lane.getKey()), input);
            input = lane.getValue().peek()) {
          lane.getValue().poll();
          moved = true;
        }
      }
    }
    waiting.values().removeIf(ArrayDeque::isEmpty);
    return waiting;
  }

  boolean generates(LaneId id) {
    return lane(id).operator().source().isPresent();
  }

  private ReferenceLane lane(LaneId id) {
    return known(lanes.get(id), id);
  }

  /** Runs a step, or answers false if what it needs has not been produced so far. */
  private boolean runs(ReferenceLane lane, Pinned.Input input) {
    var steps = new ReferenceSteps(lane, input.at());
    if (input instanceof Pinned.AtomInput it) {
      var channel = it.moved().channel();
      var stream = lane(producer(channel)).stream(channel.stream());
      var cursor = lane.cursor(channel);
      if (cursor < lives.start(lane.id(), channel)) {
        throw new Deviation(lane.id() + " " + Words.of(it.moved()) + " before it began (rule P3)");
      }
      if (cursor >= stream.size()) {
        return false;
      }
      steps.atom(new Entry.Moved(channel.stream(), channel, cursor + 1, false), stream.get(cursor));
    } else if (input instanceof Pinned.AskInput it) {
      var caller = it.served().caller();
      var asked = asked(caller, lane);
      var number = lane.served(caller).size();
      if (number >= asked.size()) {
        return false;
      }
      if (it.served().answer().orElse(null) instanceof Outcome.Expired) {
        return voids(lane, caller, number, asked.get(number));
      }
      steps.ask(caller, number, asked.get(number), it.served().answer());
    } else if (input instanceof Pinned.AnswerInput it) {
      return answers(lane, steps, it);
    } else if (input instanceof Pinned.ExpireInput it) {
      return expires(lane, steps, it);
    } else if (input instanceof Pinned.AcceptedInput it) {
      return accepted(lane, it.settled());
    } else if (input instanceof Pinned.DeployInput it) {
      lane.deploy(it.epoch());
    } else if (input instanceof Pinned.BeginInput it) {
      begins(lane, it.subscribed());
    } else if (input instanceof Pinned.EndingInput it) {
      lane.end(it.ended());
    } else if (input instanceof Pinned.GenerateInput) {
      steps.generate();
    } else if (input instanceof Pinned.CompleteInput it) {
      steps.complete(it.task());
    } else if (input instanceof Pinned.SealInput it) {
      steps.seal(it.port());
    }
    return true;
  }

  private void begins(ReferenceLane lane, Entry.Subscribed begun) {
    var start = lives.start(lane.id(), begun.channel());
    if (start != begun.start()) {
      throw new Deviation(
          "%s %s, written down was %d (rule P3)".formatted(lane.id(), Words.of(begun), start));
    }
    lane.begin(begun);
  }

  private List<Ask> asked(Caller caller, ReferenceLane replier) {
    if (caller instanceof Caller.External external) {
      return List.of(topology.outside(external).ask());
    }
    return caller instanceof Caller.Lane asker ? lane(asker.lane()).asked(replier.id()) : List.of();
  }

  /** An ask that its asker has given up is accepted without being run. */
  private boolean voids(ReferenceLane lane, Caller caller, long number, Ask ask) {
    if (!(caller instanceof Caller.Lane asker) || !lane(asker.lane()).isVoid(lane.id(), number)) {
      return false;
    }
    lane.serve(caller, number, ask.hash(), Optional.of(new Outcome.Expired()));
    return true;
  }

  private boolean expires(ReferenceLane lane, ReferenceSteps steps, Pinned.ExpireInput it) {
    var replier = it.expired().replier();
    var number = it.expired().number();
    if (!lane.isOutstanding(replier, number)) {
      return false;
    }
    var ask = lane.asked(replier).get((int) number);
    if (ask.deadline().orElse(Long.MAX_VALUE) > it.at() && !isLost(lane, replier, number)) {
      return false;
    }
    steps.answer(
        () -> lane.expire(replier, number),
        ask,
        Optional.of(new Outcome.Expired()),
        false,
        it.error());
    return true;
  }

  /**
   * True if the replier has ended without an answer: the outcome is not known, and never will be.
   */
  private boolean isLost(ReferenceLane asker, LaneId replier, long number) {
    var served = lane(replier).served(new Caller.Lane(asker.id()));
    var isAnswered = number < served.size() && served.get((int) number).isPresent();
    return lane(replier).isEnded() && !isAnswered;
  }

  private boolean accepted(ReferenceLane lane, Entry.Settled settled) {
    var replier = lane(settled.replier());
    var known = replier.served(new Caller.Lane(lane.id())).size();
    var isKnown = settled.number() < known || replier.isEnded();
    if (!lane.isVoid(settled.replier(), settled.number()) || !isKnown) {
      return false;
    }
    lane.settle(settled.replier(), settled.number());
    return true;
  }

  private boolean answers(ReferenceLane lane, ReferenceSteps steps, Pinned.AnswerInput it) {
    var settled = it.settled();
    if (!lane.isOutstanding(settled.replier(), settled.number())) {
      return false;
    }
    var ask = lane.asked(settled.replier()).get((int) settled.number());
    var answers = lane(settled.replier()).served(new Caller.Lane(lane.id()));
    if (settled.number() >= answers.size()) {
      return false;
    }
    Optional<Outcome> answer = answers.get((int) settled.number());
    if (ask.then().isPresent() && answer.isEmpty()) {
      return false;
    }
    steps.answer(
        () -> lane.settle(settled.replier(), settled.number()),
        ask,
        answer,
        it.failed(),
        it.error());
    return true;
  }

  private LaneId producer(StreamChannel channel) {
    return known(topology.producers().get(channel), channel);
  }

  private static <T> T known(@Nullable T found, Object name) {
    if (found == null) {
      throw new Deviation("a commit speaks of " + name + ", which there is not");
    }
    return found;
  }

  /** What was committed must begin with what was run; if all was run, be the same. */
  private void compare(ReferenceLane lane) {
    var actual = Objects.requireNonNull(pinned.get(lane.id())).facts();
    var expected = lane.facts();
    for (var at = 0; at < expected.size(); at++) {
      var is = at < actual.size() ? actual.get(at) : "nothing";
      if (!expected.get(at).equals(is)) {
        throw new Deviation(
            lane.id() + " fact " + at + ": expected " + expected.get(at) + ", actual " + is);
      }
    }
  }

  private void requireFinished() {
    for (var lane : lanes.values()) {
      var actual = Objects.requireNonNull(pinned.get(lane.id())).facts();
      if (lane.facts().size() != actual.size()) {
        throw new Deviation(
            lane.id() + " committed what nothing caused: " + actual.get(lane.facts().size()));
      }
      var isRunning = topology.lanes().containsKey(lane.id());
      var unfinished =
          isRunning
              ? lane.unfinished(toEnd(lane))
              : lives.isForced(lane.id()) ? null : lane.unsettled();
      if (unfinished != null) {
        throw new Deviation("nothing more happens, but " + lane.id() + " " + unfinished);
      }
    }
  }

  /**
   * What is to be read to its end, with its atoms: all but what a sequencer took of an application
   * that connects no more. If that has ended in good order, it waited until all was taken.
   */
  private Map<StreamChannel, List<Atom>> toEnd(ReferenceLane reader) {
    var toEnd = new HashMap<StreamChannel, List<Atom>>();
    topology
        .producers()
        .forEach(
            (channel, id) -> {
              var producer = lane(id);
              if (reader.reads(channel) || (producer.isEnded() && !lives.isForced(id))) {
                toEnd.put(channel, producer.stream(channel.stream()));
              }
            });
    return toEnd;
  }
}
