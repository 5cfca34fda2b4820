package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lane's memory: what its commits say, and nothing else. Loading applies the stored commits;
 * running applies the entries of the commit in the making. One thread at a time.
 */
public final class LaneState {
  private record Port(String name, StreamChannel channel) {}

  private final Map<String, Map<String, Bytes>> values = new HashMap<>();
  private final Map<Port, ConsumerChannel> consumers = new LinkedHashMap<>();
  private final Map<String, ProducerChannel> producers = new LinkedHashMap<>();
  private final Map<LaneId, AskerChannel> askers = new LinkedHashMap<>();
  private final Map<Object, ReplierChannel> repliers = new HashMap<>();
  private final Map<Root, Integer> awaited = new HashMap<>();
  private final Externals externals = new Externals();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Groups groups = new Groups();
  private final Deadlines deadlines = new Deadlines();
  private final Stage stage = new Stage();
  private long head;
  private long planEpoch;
  private int rootedInAtom;

  /** Applies a stored commit, which must be the next one (C5). */
  public void apply(Commit commit) {
    for (var entry : commit.entries()) {
      apply(entry, commit.at());
    }
    advance(commit.number(), commit.planEpoch());
  }

  /** The entries of this commit are applied: it is the newest. */
  public void advance(long number, long epoch) {
    if (number != head + 1) {
      throw new BrokenLaneException("commit " + number + " after " + head + ": one is missing");
    }
    if (epoch < planEpoch) {
      throw new BrokenLaneException(
          "commit %d is of deployment %d, that before it of %d (rule C9)"
              .formatted(number, epoch, planEpoch));
    }
    head = number;
    planEpoch = epoch;
    stage.advance();
  }

  /** Applies one entry of a commit whose steps ran {@code at} milliseconds since 1970. */
  public void apply(Entry entry, long at) {
    if (entry instanceof Entry.Moved moved) {
      consumer(moved.port(), moved.channel()).apply(moved);
    } else if (entry instanceof Entry.Subscribed begun) {
      consumer(begun.port(), begun.channel()).apply(begun);
    } else if (entry instanceof Entry.Wrote wrote) {
      write(wrote);
    } else if (entry instanceof Entry.Produced produced) {
      producer(produced.port()).apply(produced);
    } else if (entry instanceof Entry.Published published) {
      producer(published.port()).apply(published);
    } else if (entry instanceof Entry.Asked asked) {
      asker(asked.replier()).apply(asked);
      deadlines.add(asked.replier(), asked.number(), asked.ask());
      count(asked.ask(), 1);
    } else if (entry instanceof Entry.Settled settled) {
      settle(settled);
    } else if (entry instanceof Entry.Expired expired) {
      expire(expired);
    } else if (entry instanceof Entry.Gathered gathered) {
      groups.apply(gathered);
    } else if (entry instanceof Entry.Served served) {
      serve(served, at);
    } else if (entry instanceof Entry.Forgot forgot) {
      forget(forgot);
    } else if (entry instanceof Entry.DeadLettered dead) {
      deadLetters.add(dead.letter());
    } else {
      stage.apply(entry);
    }
  }

  private void write(Entry.Wrote wrote) {
    var state = values.computeIfAbsent(wrote.state(), name -> new HashMap<>());
    for (var value : wrote.values()) {
      value
          .value()
          .ifPresentOrElse(v -> state.put(value.key(), v), () -> state.remove(value.key()));
    }
    if (state.isEmpty()) {
      values.remove(wrote.state()); // maps have a state a key, too many to keep them empty
    }
  }

  private void settle(Entry.Settled settled) {
    var asker = asker(settled.replier());
    var ask = asker.outstanding(settled.number());
    if (ask == null && asker.isVoid(settled.number())) {
      asker.apply(settled);
      return;
    }
    if (ask == null) {
      throw new BrokenLaneException(
          "commit settles "
              + settled.number()
              + " at "
              + settled.replier()
              + ", which is not outstanding");
    }
    asker.apply(settled);
    ended(settled.replier(), settled.number(), ask);
  }

  private void expire(Entry.Expired expired) {
    var ask = asker(expired.replier()).apply(expired);
    ended(expired.replier(), expired.number(), ask);
  }

  /** An ask is no longer outstanding, for whatever reason. */
  private void ended(LaneId replier, long number, Ask ask) {
    deadlines.remove(replier, number, ask);
    count(ask, -1);
  }

  private void count(Ask ask, int change) {
    ask.then()
        .flatMap(Ask.Then::all)
        .ifPresent(
            member -> {
              if (change > 0) {
                groups.asked(member);
              } else {
                groups.settled(member);
              }
            });
    if (ask.root() instanceof Root.OfAtom) {
      rootedInAtom += change;
    } else if (ask.then().filter(Ask.Then::replies).isPresent()) {
      awaited.merge(ask.root(), change, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  private void serve(Entry.Served served, long at) {
    if (served.caller() instanceof Caller.External external) {
      externals.served(external, at, served.answer());
    }
    repliers
        .computeIfAbsent(served.caller().place(), place -> new ReplierChannel(served.caller()))
        .apply(served);
  }

  private void forget(Entry.Forgot forgot) {
    if (forgot.caller() instanceof Caller.External external) {
      repliers.remove(external.place());
      externals.forget(external);
    } else {
      replier(forgot.caller()).apply(forgot);
    }
  }

  /** The value stored under a state's name and key, or null. */
  public @Nullable Bytes value(String state, String key) {
    var values = this.values.get(state);
    return values == null ? null : values.get(key);
  }

  /** The names of the states that hold anything. */
  public Collection<String> states() {
    return values.keySet();
  }

  /** Every value of one state, by key. */
  public Map<String, Bytes> values(String state) {
    return values.getOrDefault(state, Map.of());
  }

  public ConsumerChannel consumer(String port, StreamChannel channel) {
    return consumers.computeIfAbsent(
        new Port(port, channel), at -> new ConsumerChannel(at.name(), at.channel()));
  }

  public Collection<ConsumerChannel> consumers() {
    return consumers.values();
  }

  public ProducerChannel producer(String port) {
    return producers.computeIfAbsent(port, ProducerChannel::new);
  }

  public Collection<ProducerChannel> producers() {
    return producers.values();
  }

  public AskerChannel asker(LaneId replier) {
    return askers.computeIfAbsent(replier, AskerChannel::new);
  }

  public Collection<AskerChannel> askers() {
    return askers.values();
  }

  /** The channel of a caller's asks; a fresh one, not kept, if none of them was ever accepted. */
  public ReplierChannel replier(Caller caller) {
    var known = repliers.get(caller.place());
    return known == null ? new ReplierChannel(caller) : known;
  }

  /** True while an ask of the lane's atom is outstanding: the lane takes no other atom (S7). */
  public boolean isDraining() {
    return rootedInAtom > 0;
  }

  /** When outstanding asks expire. */
  public Deadlines deadlines() {
    return deadlines;
  }

  /** The asks that are awaited together. */
  public Groups groups() {
    return groups;
  }

  /** How many outstanding asks may still answer a served one. */
  public int hopes(Root served) {
    return awaited.getOrDefault(served, 0);
  }

  public boolean hasOutstanding() {
    for (var asker : askers.values()) {
      if (!asker.outstanding().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** How far the lane is in its life (L1, L3). */
  public Stage stage() {
    return stage;
  }

  /**
   * True if nothing is left that the lane itself would do: no ask is under way or open, and every
   * atom is known to be published, by what is committed.
   */
  public boolean isAtRest() {
    return isPublished()
        && askers.values().stream().noneMatch(AskerChannel::hasUnsettled)
        && repliers.values().stream().noneMatch(ReplierChannel::hasOpen);
  }

  /** True if every atom is known to be published, by what is committed. */
  public boolean isPublished() {
    return producers.values().stream().allMatch(ProducerChannel::isPublished);
  }

  /** How much is kept of the asks and answers of outside callers, in bytes, roughly. */
  public long externalBytes() {
    return externals.bytes();
  }

  /**
   * The outside callers whose answers are older than {@code at}, oldest first, at most {@code
   * limit}.
   */
  public List<Entry.Forgot> expired(long at, int limit) {
    return externals.expired(at, limit);
  }

  Collection<ReplierChannel> repliers() {
    return repliers.values();
  }

  /** When an outside caller's ask was accepted; 0 for a lane. */
  long acceptedAt(Caller caller) {
    return caller instanceof Caller.External external ? externals.at(external) : 0;
  }

  /** Adds what a page holds (C3). */
  void restore(PageImage image) {
    stage.reach(image.life());
    image.values().forEach((state, page) -> values(state, page));
    image
        .consumers()
        .forEach((input, page) -> consumer(input.port(), input.channel()).restore(page));
    image.producers().forEach((port, page) -> producer(port).restore(page));
    image
        .askers()
        .forEach(
            (replier, page) -> {
              var asker = asker(replier);
              asker.restore(page);
              asker.outstanding().forEach(ask -> count(ask, 1));
              groups.restore(asker.groups());
            });
    image
        .repliers()
        .forEach(
            (caller, page) -> {
              var channel = new ReplierChannel(caller);
              channel.restore(page);
              repliers.put(caller.place(), channel);
              if (caller instanceof Caller.External external) {
                page.accepted().forEach(it -> externals.served(external, page.at(), it.answer()));
              }
            });
  }

  private void values(String state, Map<String, Bytes> page) {
    values.computeIfAbsent(state, name -> new HashMap<>()).putAll(page);
  }

  /** All pages and commits are in. */
  void restored(long newest, long epoch) {
    head = newest;
    planEpoch = epoch;
    deadlines.clear();
    for (var asker : askers.values()) {
      asker.numbered().forEach((number, ask) -> deadlines.add(asker.replier(), number, ask));
    }
  }

  /** How many dead letters are kept. */
  public int deadLetterCount() {
    return deadLetters.size();
  }

  public List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** The number of the newest commit; 0 before the first. */
  public long head() {
    return head;
  }

  /** The deployment whose code wrote the newest commit (C9). */
  public long planEpoch() {
    return planEpoch;
  }
}
