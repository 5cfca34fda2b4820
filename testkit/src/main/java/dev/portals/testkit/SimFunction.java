package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Atom;
import dev.portals.spi.AskTransport;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One driver of a lane: in a process while that is called, kept warm and frozen in between. */
final class SimFunction implements StreamTransport, AskTransport {
  private final LaneId lane;
  private final String name;
  private final SimFunctions world;
  private final LaneDriver driver;
  private @Nullable SimProcess process;

  SimFunction(
      LaneId lane, int number, SimFunctions world, Function<SimFunction, LaneDriver> drivers) {
    this.lane = lane;
    this.name = lane + "." + number;
    this.world = world;
    this.driver = drivers.apply(this);
  }

  void begin(SimProcess called) {
    process = called;
  }

  /** The process ends, or turns to another lane. */
  void end(boolean isKilled) {
    process = null;
    if (!isKilled) {
      world.idle(this);
    }
  }

  private SimProcess process() {
    return Objects.requireNonNull(process, () -> name + " does something though it is not called");
  }

  LaneId lane() {
    return lane;
  }

  LaneDriver driver() {
    return driver;
  }

  @Override
  public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
    return world.streams().publish(channel, first, atoms);
  }

  @Override
  public boolean hasRoom(StreamChannel channel) {
    return world.streams().hasRoom(channel);
  }

  @Override
  public void released(Delivery delivery) {
    world.covered().requireAfter(lane, delivery);
    process().released(delivery);
  }

  /** What is not released has failed. */
  @Override
  public void failed(Delivery delivery, long expected) {
    world.trace("failed " + SimStreams.words(delivery) + ", expected " + expected);
  }

  @Override
  public void ask(AskMessage message) {
    if (process().mayWait()) {
      process().calls(message);
      world.send(message, process());
    } else {
      world.send(message, null);
    }
  }

  @Override
  public void answer(AnswerMessage message) {
    world.covered().requireAfter(lane, message);
    if (!process().answers(message)) {
      world.send(message);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
