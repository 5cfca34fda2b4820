package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StreamTransport} must do (rules P1, P2, W2); inherit it and run it. Two lanes
 * write a stream each; two lanes read the first, one the second, from their first atoms on. Each
 * test is of an incarnation that nobody used before, so the transport may be a real one; it may
 * repeat, cut and delay as the port says.
 */
public abstract class StreamTransportContract {
  private static final int SEEDS = 8;
  private static final int MOST_TRIES = 10_000;

  private LaneId first;
  private LaneId second;
  private StreamReader one;
  private StreamReader two;
  private StreamReader three;

  /** The transport as the process of a lane sees it. */
  protected abstract StreamTransport transport(LaneId lane);

  /** From now on, and before anything is published, a lane reads this. */
  protected abstract void subscribe(LaneId reader, StreamChannel channel);

  /** The next delivery to a reader; waits for as long as one may take. Empty if none comes. */
  protected abstract Optional<Delivery> next(LaneId reader);

  /** All processes are gone, with all that they held, and others take their place. */
  protected abstract void restart();

  /**
   * A lane has committed this. For transports that keep no atoms of their own, or look at what is
   * committed; others need not listen.
   */
  protected void committed(LaneId lane, Entry entry) {}

  /** The incarnation of all lanes. */
  protected Incarnation incarnation() {
    return new Incarnation(1, UUID.randomUUID().getMostSignificantBits());
  }

  @BeforeEach
  void begin() {
    var incarnation = incarnation();
    first = new LaneId("contract", incarnation, "workflows/first", 0);
    second = new LaneId("contract", incarnation, "workflows/second", 0);
    one = reader("workflows/one", first);
    two = reader("workflows/two", first);
    three = reader("workflows/three", second);
  }

  private StreamReader reader(String operator, LaneId writer) {
    var lane = new LaneId("contract", writer.incarnation(), operator, 0);
    subscribe(lane, channel(writer));
    return new StreamReader(lane, channel(writer), this::transport, this::committed);
  }

  /** A lane's only output: {@code /contract/streams/first} of {@code workflows/first}. */
  private static StreamChannel channel(LaneId writer) {
    var name = writer.operator().split("/", -1)[1];
    return StreamChannel.of("/contract/streams/" + name, writer);
  }

  private static Atom atom(long number, int bytes) {
    return Atom.of(1, Bytes.ofUtf8(number + "x".repeat(bytes)));
  }

  private static List<Atom> atoms(int count) {
    var random = new SplittableRandom(count);
    var atoms = new ArrayList<Atom>();
    for (var number = 0; number < count; number++) {
      atoms.add(atom(number, random.nextInt(300)));
    }
    return atoms;
  }

  /** A lane has produced these, behind what it produced before. */
  private void produce(LaneId writer, long number, List<Atom> atoms) {
    for (var at = 0; at < atoms.size(); at++) {
      var port = channel(writer).stream();
      committed(writer, new Entry.Produced(port, number + at, atoms.get(at)));
    }
  }

  /** Publishes what was produced until that is known to be kept. */
  private void publish(LaneId writer, long number, List<Atom> atoms) {
    var tries = 0;
    while (!transport(writer).publish(channel(writer), number, atoms)) {
      assertTrue(tries++ < MOST_TRIES, "no publish is acknowledged");
    }
  }

  private Delivery await(StreamReader reader) {
    return next(reader.lane())
        .orElseThrow(() -> new AssertionError("nothing more is delivered to " + reader));
  }

  private void receive(StreamReader reader, List<Atom> atoms) {
    while (reader.received().size() < atoms.size()) {
      reader.take(await(reader));
    }
    assertEquals(atoms, reader.received());
  }

  @Test
  void publish_atomsOfAllSizes_arriveAsTheyAreWithTheirBoundaries() {
    var atoms =
        List.of(
            Atom.of(0, Bytes.EMPTY), atom(1, 0), Atom.of(3, Bytes.ofUtf8("abc")), atom(3, 250_000));
    produce(first, 0, atoms);
    publish(first, 0, atoms);
    receive(one, atoms);
    receive(two, atoms);
  }

  @Test
  void publish_seal_isTheLastAtom() {
    var atoms = List.of(atom(0, 10), Atom.SEAL);
    produce(first, 0, atoms);
    publish(first, 0, atoms);
    receive(one, atoms);
  }

  @Test
  void publish_rangesCutAtRandomAndRepeated_eachAtomOnceInOrder() {
    var atoms = atoms(400);
    produce(first, 0, atoms);
    var random = new SplittableRandom(7);
    var end = 0;
    while (end < atoms.size()) {
      var from = Math.max(0, end - random.nextInt(8));
      end = Math.max(end, Math.min(atoms.size(), from + 1 + random.nextInt(12)));
      publish(first, from, atoms.subList(from, end));
      if (random.nextInt(4) == 0) {
        next(one.lane()).ifPresent(one::take);
      }
    }
    receive(one, atoms);
    receive(two, atoms);
  }

  @Test
  void channels_publishedInTurn_doNotMix() {
    var few = atoms(30);
    var more = atoms(45);
    produce(first, 0, few);
    produce(second, 0, more);
    for (var number = 0; number < more.size(); number++) {
      if (number < few.size()) {
        publish(first, number, few.subList(number, number + 1));
      }
      publish(second, number, more.subList(number, number + 1));
    }
    receive(three, more);
    receive(one, few);
  }

  @Test
  void delivery_notReleased_comesAgainAfterARestart() {
    var atoms = atoms(20);
    produce(first, 0, atoms);
    publish(first, 0, atoms);
    var handedOut = await(one);
    while (handedOut.end() < atoms.size()) {
      handedOut = await(one); // all of it, so that nothing behind it shows that it is missing
    }
    restart();
    receive(one, atoms);
    receive(two, atoms);
  }

  @Test
  void processes_restartedAtRandom_loseNothing() {
    for (var seed = 0; seed < SEEDS; seed++) {
      begin();
      restarts(new SplittableRandom(seed));
    }
  }

  private void restarts(RandomGenerator random) {
    var atoms = atoms(120);
    var published = 0;
    while (published < atoms.size()) {
      var to = Math.min(atoms.size(), published + 1 + random.nextInt(15));
      produce(first, published, atoms.subList(published, to));
      var from = published;
      if (random.nextInt(3) == 0) {
        restart(); // after the commit, before what it made was published
        from = random.nextInt(published + 1);
      }
      publish(first, from, atoms.subList(from, to));
      published = to;
      for (var reader : List.of(one, two)) {
        for (var more = random.nextInt(3); more > 0; more--) {
          next(reader.lane()).ifPresent(reader::take);
        }
      }
    }
    receive(one, atoms);
    receive(two, atoms);
  }

  @Test
  void room_isThereAgain_onceEverythingIsReleased() {
    var atoms = new ArrayList<Atom>();
    while (transport(first).hasRoom(channel(first)) && atoms.size() < 200) {
      var atom = atom(atoms.size(), 20_000);
      produce(first, atoms.size(), List.of(atom));
      publish(first, atoms.size(), List.of(atom));
      atoms.add(atom);
    }
    receive(one, atoms);
    receive(two, atoms);
    var tries = 0;
    while (!transport(first).hasRoom(channel(first))) {
      assertTrue(tries++ < MOST_TRIES, "there is no room though everything is released");
      next(one.lane()).ifPresent(one::take);
    }
  }
}
