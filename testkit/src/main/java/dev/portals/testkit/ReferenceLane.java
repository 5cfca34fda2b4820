package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import dev.portals.protocol.Skipped;
import dev.portals.task.FailurePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A lane of a faultless run: plain maps, and a list of all it did. */
final class ReferenceLane {
  /** Whether the instances of its tasks live as long as the lane, or for one step. */
  enum Tasks {
    KEPT,
    ANEW
  }

  private record Numbered(LaneId replier, long number) {}

  private final LaneId id;
  private final Map<Long, Topology.Deployed> code;
  private final List<Entry> committed;
  private final Tasks tasks;
  private final Map<String, Map<String, Bytes>> state = new HashMap<>();
  private final Map<StreamChannel, Integer> cursors = new LinkedHashMap<>();
  private final Set<StreamChannel> sealed = new HashSet<>();
  private final Map<String, List<Atom>> streams = new LinkedHashMap<>();
  private final Map<LaneId, List<Ask>> asked = new LinkedHashMap<>();
  private final Map<Numbered, Ask> outstanding = new LinkedHashMap<>();
  private final Map<LaneId, Set<Long>> voided = new HashMap<>();
  private final Map<Caller, List<Optional<Outcome>>> served = new LinkedHashMap<>();
  private final Map<Root, Long> hashes = new HashMap<>();
  private final Map<Long, TreeMap<Integer, Outcome>> gathered = new HashMap<>();
  private final List<Entry> facts = new ArrayList<>();
  private Topology.Deployed deployed;
  private Engine engine;
  private long epoch;
  private long groups;
  private long skipped;
  private boolean closing;
  private boolean ended;

  /** A lane with all the code that it ever had, by plan epoch; it begins with the first. */
  ReferenceLane(
      LaneId id, NavigableMap<Long, Topology.Deployed> code, List<Entry> committed, Tasks tasks) {
    this.id = id;
    this.code = code;
    this.committed = committed;
    this.tasks = tasks;
    deployed = code.firstEntry().getValue();
    engine = new Engine(deployed.operator());
    runAs(deployed);
  }

  private void runAs(Topology.Deployed next) {
    deployed = next;
    next.read().forEach(channel -> cursors.putIfAbsent(channel, 0));
    next.operator()
        .outputs()
        .forEach(port -> streams.computeIfAbsent(port, it -> new ArrayList<>()));
  }

  /** From here on it runs as code of a deployment (rule C9). */
  void deploy(long newEpoch) {
    if (newEpoch < epoch) {
      throw new Deviation(id + " ran as deployment " + newEpoch + " after " + epoch + " (rule C9)");
    }
    epoch = newEpoch;
    var next = code.get(newEpoch);
    if (next != null) {
      runAs(next);
      engine = new Engine(next.operator());
    }
  }

  /** The code that runs a step, which somebody must have deployed. */
  private Topology.Deployed running() {
    if (epoch > 0 && !code.containsKey(epoch)) {
      throw new Deviation(id + " ran a step as deployment " + epoch + ", which never was one");
    }
    return deployed;
  }

  /** A channel begins with an atom that is not its first (rule P3). */
  void begin(Entry.Subscribed begun) {
    if (cursor(begun.channel()) > 0) {
      throw new Deviation(id + " " + Words.of(begun) + ", but has read it (rule P3)");
    }
    cursors.put(begun.channel(), (int) begun.start());
    facts.add(begun);
  }

  /** It takes nothing new, or it has ended (rules L1, L3). */
  void end(boolean isOver) {
    if (ended) {
      throw new Deviation(id + " commits behind its end (rule L3)");
    }
    closing = true;
    ended = isOver;
  }

  /** True if it takes no new atoms. */
  boolean isClosing() {
    return closing;
  }

  /** True at its end: what is not answered now never will be. */
  boolean isEnded() {
    return ended;
  }

  Map<String, Bytes> values(String name) {
    return state.getOrDefault(name, Map.of());
  }

  void move(StreamChannel channel, boolean seal) {
    var next = cursors.merge(channel, 1, Integer::sum);
    if (seal) {
      sealed.add(channel);
    }
    facts.add(new Entry.Moved(channel.stream(), channel, next, seal));
  }

  /** What a step did that ran {@code at} milliseconds since 1970. */
  void effects(Step step, Root root, long at) {
    var changes = new LinkedHashMap<String, List<Entry>>();
    for (var change : step.changes()) {
      var values = state.computeIfAbsent(change.state(), name -> new HashMap<>());
      change
          .value()
          .ifPresentOrElse(
              value -> values.put(change.key(), value), () -> values.remove(change.key()));
      var value = new Entry.Value(change.key(), change.value());
      changes
          .computeIfAbsent(change.state(), name -> new ArrayList<>())
          .add(new Entry.Wrote(change.state(), List.of(value)));
    }
    changes.values().forEach(facts::addAll);
    for (var emission : step.emissions()) {
      produce(emission.port(), Atom.of(emission.count(), emission.events()));
    }
    var group = groups;
    for (var asking : step.asks()) {
      ask(asking, root, group, at);
    }
  }

  void produce(String port, Atom atom) {
    var stream = stream(port);
    facts.add(new Entry.Produced(port, stream.size(), atom));
    stream.add(atom);
  }

  private void ask(Step.Asking asking, Root root, long group, long at) {
    var replier = replier(running().routes().portal(asking.portal()).lane(asking.key()));
    var asks = asked.computeIfAbsent(replier, lane -> new ArrayList<>());
    var then = asking.then().map(it -> then(it, group));
    var ask =
        new Ask(
            asking.portal(),
            asking.key(),
            PayloadHash.of(asking.payload()),
            asking.payload(),
            root,
            asking.task(),
            asking.askerKey(),
            asking.within().map(within -> at + within.toMillis()),
            then);
    facts.add(new Entry.Asked(replier, asks.size(), ask));
    outstanding.put(new Numbered(replier, asks.size()), ask);
    asks.add(ask);
  }

  /**
   * Of a replier that was stopped by force and launched again, either is asked: processes learn of
   * that as they start.
   */
  private LaneId replier(LaneId newest) {
    var is = facts.size() < committed.size() ? committed.get(facts.size()) : null;
    return is instanceof Entry.Asked it && it.replier().place().equals(newest.place())
        ? it.replier()
        : newest;
  }

  private Ask.Then then(Step.Then then, long group) {
    var all = then.all().map(it -> new Ask.Member(group + it.group(), it.index(), it.size()));
    all.ifPresent(member -> groups = Math.max(groups, member.group() + 1));
    return new Ask.Then(then.continuation(), then.context(), then.replies(), all);
  }

  /** True if other asks that are awaited together with this one have not settled. */
  boolean awaitsOthers(Ask.Member member) {
    return outstanding.values().stream()
            .flatMap(ask -> ask.then().flatMap(Ask.Then::all).stream())
            .filter(other -> other.group() == member.group())
            .count()
        > 1;
  }

  /** Keeps the answer to one of several asks. */
  void gather(Ask.Member member, Outcome answer) {
    gathered.computeIfAbsent(member.group(), group -> new TreeMap<>()).put(member.index(), answer);
    facts.add(new Entry.Gathered(member.group(), member.index(), answer));
  }

  /** The answers that a continuation takes, in the order of the asks. */
  List<Outcome> answers(Ask.Then then, Outcome last) {
    return then.all()
        .map(
            member -> {
              var all = new TreeMap<>(gathered.getOrDefault(member.group(), new TreeMap<>()));
              all.put(member.index(), last);
              return List.copyOf(all.values());
            })
        .orElseGet(() -> List.of(last));
  }

  void settle(LaneId replier, long number) {
    outstanding.remove(new Numbered(replier, number));
    voided.computeIfAbsent(replier, lane -> new HashSet<>()).remove(number);
    facts.add(new Entry.Settled(replier, number));
  }

  /** Gives up an ask: it is no longer outstanding, but its number is to be made known. */
  void expire(LaneId replier, long number) {
    outstanding.remove(new Numbered(replier, number));
    voided.computeIfAbsent(replier, lane -> new HashSet<>()).add(number);
    facts.add(new Entry.Expired(replier, number));
  }

  /** True for an ask that expired and is not known to be accepted. */
  boolean isVoid(LaneId replier, long number) {
    return voided.getOrDefault(replier, Set.of()).contains(number);
  }

  void serve(Caller caller, long number, long hash, Optional<Outcome> answer) {
    var answers = served(caller);
    if (number == answers.size()) {
      answers.add(answer);
    } else {
      answers.set((int) number, answer);
    }
    hashes.put(new Root.OfServed(caller, number, 0), hash);
    facts.add(new Entry.Served(caller, number, hash, answer));
  }

  /** The payload hash of a served ask. */
  long hash(Root.OfServed root) {
    return hashes.getOrDefault(new Root.OfServed(root.caller(), root.number(), 0), 0L);
  }

  /** What is done with what failed for the last time. */
  FailurePolicy.Then afterFailure() {
    return operator().onFailure().map(FailurePolicy::then).orElse(FailurePolicy.Then.DEAD_LETTER);
  }

  void skip() {
    facts.add(Skipped.to(++skipped));
  }

  /** True if the lane may rest before an atom: its policy stops it there. */
  boolean stopsAt(StreamChannel channel, Atom atom) {
    if (afterFailure() != FailurePolicy.Then.STOP || atom.isSeal()) {
      return false;
    }
    try {
      engine.atom(channel.stream(), atom.count(), atom.events(), this::values, Instant.EPOCH);
      return false;
    } catch (StepFailedException stopped) {
      return true;
    }
  }

  void note(Entry fact) {
    facts.add(fact);
  }

  boolean isOutstanding(LaneId replier, long number) {
    return outstanding.containsKey(new Numbered(replier, number));
  }

  /** The awaited asks that are not settled and may still answer a served one. */
  long hopes(Root root) {
    return outstanding.values().stream()
        .filter(ask -> ask.root().equals(root) && ask.then().filter(Ask.Then::replies).isPresent())
        .count();
  }

  /** True while asks that an atom caused have not settled. */
  boolean isDraining() {
    return outstanding.values().stream().anyMatch(ask -> ask.root() instanceof Root.OfAtom);
  }

  /** What is under way that should have ended, or null. */
  @Nullable String unsettled() {
    var ask = outstanding.values().stream().findFirst();
    if (ask.isPresent()) {
      return "never settled " + ask.get();
    }
    for (var asks : voided.entrySet()) {
      if (!asks.getValue().isEmpty()) {
        return "never told " + asks.getKey() + " that " + asks.getValue() + " expired";
      }
    }
    for (var caller : served.entrySet()) {
      var open = caller.getValue().indexOf(Optional.<Outcome>empty());
      if (open >= 0) {
        return "never answered ask " + open + " of " + Words.of(caller.getKey());
      }
    }
    return null;
  }

  /** True if what runs at last is to read it. */
  boolean reads(StreamChannel channel) {
    return running().routes().inputs(id).stream().anyMatch(it -> it.channel().equals(channel));
  }

  /**
   * What keeps this lane from being finished, or null.
   *
   * @param toEnd what was written to each channel that is to be read to its end
   */
  @Nullable String unfinished(Map<StreamChannel, List<Atom>> toEnd) {
    for (var cursor : cursors.entrySet()) {
      var atoms = toEnd.get(cursor.getKey());
      if (atoms != null && cursor.getValue() != atoms.size()) {
        return stopsAt(cursor.getKey(), atoms.get(cursor.getValue()))
            ? null
            : "read " + cursor + " of " + atoms.size();
      }
    }
    var unsettled = unsettled();
    if (unsettled != null) {
      return unsettled;
    }
    var incomplete = completing();
    if (hasEnded() && incomplete.isPresent()) {
      return "never ran onComplete of " + incomplete.get();
    }
    var seals = operator().source().isPresent() || (operator().served().isEmpty() && hasEnded());
    for (var port : streams.keySet()) {
      var atoms = stream(port);
      var isSealed = !atoms.isEmpty() && atoms.get(atoms.size() - 1).isSeal();
      if (isSealed != (seals && sealed.containsAll(cursors.keySet()))) {
        return (isSealed ? "sealed " : "never sealed ") + port;
      }
    }
    return null;
  }

  /** True when nothing more comes in and every ask has settled. */
  boolean hasEnded() {
    return operator().mayEnd() && sealed.containsAll(cursors.keySet()) && outstanding.isEmpty();
  }

  /** The first task with an onComplete that has not run. */
  Optional<String> completing() {
    return Engine.completing(operator(), this::values);
  }

  /** A task's onComplete is over, however it ended. */
  void completed(String task) {
    state.computeIfAbsent(Engine.COMPLETED, name -> new HashMap<>()).put(task, Bytes.EMPTY);
    var value = new Entry.Value(task, Optional.of(Bytes.EMPTY));
    facts.add(new Entry.Wrote(Engine.COMPLETED, List.of(value)));
  }

  LaneId id() {
    return id;
  }

  Operator operator() {
    return running().operator();
  }

  Engine engine() {
    if (tasks == Tasks.ANEW) {
      engine = new Engine(operator());
    }
    running();
    return engine;
  }

  int cursor(StreamChannel channel) {
    return cursors.getOrDefault(channel, 0);
  }

  List<Atom> stream(String port) {
    return streams.computeIfAbsent(port, name -> new ArrayList<>());
  }

  List<Ask> asked(LaneId replier) {
    return asked.getOrDefault(replier, List.of());
  }

  List<Optional<Outcome>> served(Caller caller) {
    return served.computeIfAbsent(caller, from -> new ArrayList<>());
  }

  List<Entry> facts() {
    return facts;
  }
}
