package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.ProducerChannel;
import dev.portals.protocol.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Commits that a lane could make, with entries of every kind. Each also writes its attempt, so that
 * a loaded lane tells whose commit was the last.
 */
final class RandomCommits {
  static final String ATTEMPT = "attempt";

  private static final String APPLICATION = "contract";
  private static final Optional<Entry.Subscribed> NOT_BEGUN = Optional.empty();

  private final RandomGenerator random;

  RandomCommits(RandomGenerator random) {
    this.random = random;
  }

  /** The next commit of a lane: its entries are applied to the memory, as a driver's draft does. */
  Commit next(LaneState state) {
    var number = state.head() + 1;
    var attempt = random.nextLong();
    var at = 1_000 * number + random.nextInt(3_000);
    var entries = new ArrayList<Entry>();
    add(state, wrote(ATTEMPT, "", Optional.of(Bytes.ofUtf8("" + attempt))), at, entries);
    state.producers().forEach(this::acknowledge);
    for (var more = random.nextInt(6); more >= 0; more--) {
      switch (random.nextInt(12)) {
        case 0 -> askTogether(state, at, entries);
        case 1, 2, 3, 4 -> settle(state, at, entries);
        default -> entry(state).ifPresent(entry -> add(state, entry, at, entries));
      }
    }
    for (var producer : state.producers()) {
      producer.watermark().ifPresent(entry -> add(state, entry, at, entries));
    }
    return new Commit(number, attempt, at, 1 + number / 100, List.copyOf(entries));
  }

  private static void add(LaneState state, Entry entry, long at, List<Entry> entries) {
    state.apply(entry, at);
    entries.add(entry);
  }

  /**
   * What a transport has acknowledged since: mostly all, as a driver publishes before it commits.
   */
  private void acknowledge(ProducerChannel producer) {
    var part = random.nextInt(4) == 0 ? random.nextLong(producer.first(), producer.next() + 1) : 0;
    producer.acknowledged(part > 0 ? part : producer.next());
  }

  private Optional<Entry> entry(LaneState state) {
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> Optional.of(moved(state));
      case 3, 4, 5, 6 -> Optional.of(wrote());
      case 7, 8, 9 -> produced(state);
      case 10, 11 -> Optional.of(asked(state));
      case 12, 13 -> served(state);
      case 14, 15 -> answered(state);
      case 16 -> forgot(state);
      default ->
          switch (random.nextInt(9)) {
            case 0, 1, 2 -> Optional.of(dead());
            case 3 -> Optional.of(new Entry.Deployed());
            case 4 -> random.nextInt(9) == 0 ? Optional.of(new Entry.Closing()) : Optional.empty();
            default -> Optional.empty();
          };
    };
  }

  private Entry moved(LaneState state) {
    var channel = new StreamChannel("/in/streams/s" + random.nextInt(2), of(1), random.nextInt(3));
    var consumer = state.consumer("port" + random.nextInt(2), channel);
    var begun = random.nextBoolean() ? consumer.subscribe(1 + random.nextInt(9)) : NOT_BEGUN;
    if (begun.isPresent()) {
      return begun.get();
    }
    return new Entry.Moved(
        consumer.port(), channel, consumer.cursor() + 1, random.nextInt(100) == 0);
  }

  private Entry wrote() {
    var values = new ArrayList<Entry.Value>();
    for (var more = random.nextInt(4); more >= 0; more--) {
      var value = random.nextInt(4) == 0 ? Optional.<Bytes>empty() : Optional.of(text("value"));
      values.add(new Entry.Value("key" + random.nextInt(60), value));
    }
    return new Entry.Wrote("state" + random.nextInt(3), values);
  }

  private static Entry wrote(String state, String key, Optional<Bytes> value) {
    return new Entry.Wrote(state, List.of(new Entry.Value(key, value)));
  }

  private Optional<Entry> produced(LaneState state) {
    var producer = state.producer("/out/streams/o" + random.nextInt(3));
    var atom = random.nextInt(300) == 0 ? Atom.SEAL : Atom.of(1, text("event"));
    return producer.isSealed() ? Optional.empty() : Optional.of(producer.produce(atom));
  }

  private void askTogether(LaneState state, long at, List<Entry> entries) {
    var root = root();
    var context = text("context");
    var replies = random.nextBoolean();
    var group = state.groups().next();
    var size = 1 + random.nextInt(4);
    for (var index = 0; index < size; index++) {
      var member = Optional.of(new Ask.Member(group, index, size));
      var then = Optional.of(new Ask.Then("all", context, replies, member));
      add(state, state.asker(lane("replier", 1)).ask(ask(root, then)), at, entries);
    }
  }

  /** An answer takes effect; of asks awaited together it is kept, unless it is the last. */
  private void settle(LaneState state, long at, List<Entry> entries) {
    var asker = state.asker(lane("replier", 1));
    var number = asker.below();
    while (asker.outstanding(number + 1) != null && random.nextBoolean()) {
      number++;
    }
    var ask = asker.outstanding(number);
    if (ask == null) {
      if (asker.isVoid(number)) {
        add(state, asker.settle(number), at, entries);
      }
      return;
    }
    var member = ask.then().flatMap(Ask.Then::all).orElse(null);
    if (member != null && !state.groups().isLast(member)) {
      var answer = new Outcome.Replied(text("reply"));
      add(state, new Entry.Gathered(member.group(), member.index(), answer), at, entries);
    }
    var expires = random.nextInt(4) == 0;
    add(state, expires ? asker.expire(number) : asker.settle(number), at, entries);
  }

  private Root root() {
    return random.nextBoolean()
        ? new Root.OfAtom()
        : new Root.OfServed(caller(), random.nextInt(4), 1 + random.nextInt(3));
  }

  private Entry asked(LaneState state) {
    var then =
        random.nextInt(3) == 0
            ? Optional.<Ask.Then>empty()
            : Optional.of(
                new Ask.Then("then", text("context"), random.nextBoolean(), Optional.empty()));
    return state.asker(lane("replier", 1)).ask(ask(root(), then));
  }

  private Ask ask(Root root, Optional<Ask.Then> then) {
    return new Ask(
        "/p/portals/p",
        "key",
        random.nextLong(),
        text("ask"),
        root,
        "task",
        "k",
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextLong(1_000)),
        then);
  }

  /** The next number of a channel, open or answered. */
  private Optional<Entry> served(LaneState state) {
    var caller = caller();
    var replier = state.replier(caller);
    var number = 0L;
    var hash = random.nextLong();
    var most = caller instanceof Caller.External ? 0 : 10_000;
    while (number < most && isBehind(replier.decide(caller, number, hash))) {
      number++;
    }
    return replier.decide(caller, number, hash) == null
        ? Optional.of(replier.serve(caller, number, hash, answer()))
        : Optional.empty();
  }

  private static boolean isBehind(@Nullable Outcome decided) {
    return decided != null
        && !(decided instanceof Outcome.Fenced)
        && !(decided instanceof Outcome.Early);
  }

  private Optional<Entry> answered(LaneState state) {
    var caller = caller();
    var replier = state.replier(caller);
    for (var number = 0L; number < 40; number++) {
      var hash = replier.open(caller, number);
      if (hash != null) {
        var failed = Optional.<Outcome>of(new Outcome.Failed("error " + number));
        return Optional.of(replier.serve(caller, number, hash, failed));
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> forgot(LaneState state) {
    var caller = caller();
    var below = caller instanceof Caller.External ? 1 : random.nextInt(40);
    return state.replier(caller).forget(caller, below).map(entry -> entry);
  }

  private Optional<Outcome> answer() {
    return random.nextBoolean()
        ? Optional.of(new Outcome.Replied(text("reply")))
        : Optional.empty();
  }

  private Entry dead() {
    var error = "error " + random.nextInt(1_000);
    var letter =
        switch (random.nextInt(4)) {
          case 0 ->
              new DeadLetter.OfAtom(
                  "port", new StreamChannel("/in/streams/s", of(1), 0), 3, Atom.SEAL, error);
          case 1 ->
              new DeadLetter.OfContinuation(
                  ask(new Root.OfAtom(), Optional.empty()),
                  List.of(new Outcome.Failed("no")),
                  error);
          case 2 -> new DeadLetter.OfCompletion("task", error);
          default -> new DeadLetter.OfGenerator("/out/streams/o0", text("cursor"), error);
        };
    return new Entry.DeadLettered(letter);
  }

  private Caller caller() {
    return random.nextBoolean()
        ? new Caller.External("/p/portals/p", "key", "id" + random.nextInt(30))
        : new Caller.Lane(lane("asker", 1 + random.nextInt(20) / 19));
  }

  private LaneId lane(String operator, long ordinal) {
    return new LaneId(APPLICATION, of(ordinal), operator, random.nextInt(4));
  }

  private static Incarnation of(long ordinal) {
    return new Incarnation(ordinal, 42 + ordinal);
  }

  private Bytes text(String what) {
    return Bytes.ofUtf8(what + " " + random.nextInt(1_000_000));
  }
}
