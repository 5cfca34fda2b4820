package dev.portals.driver;

import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.List;

/** A transport that notes what it is told. */
final class FakeStreams implements StreamTransport {
  record Publish(StreamChannel channel, long first, List<Atom> atoms) {}

  private final List<String> calls;
  final List<Publish> published = new ArrayList<>();
  final List<Delivery> released = new ArrayList<>();
  final List<Long> failed = new ArrayList<>();
  int unknown;
  boolean room = true;

  FakeStreams(List<String> calls) {
    this.calls = calls;
  }

  @Override
  public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
    calls.add("publish " + first);
    published.add(new Publish(channel, first, atoms));
    return unknown-- <= 0;
  }

  @Override
  public boolean hasRoom(StreamChannel channel) {
    return room;
  }

  @Override
  public void released(Delivery delivery) {
    calls.add("release");
    released.add(delivery);
  }

  @Override
  public void failed(Delivery delivery, long expected) {
    calls.add("fail");
    failed.add(expected);
  }

  /** The atoms published, repeats left out. */
  List<Atom> atoms() {
    var atoms = new ArrayList<Atom>();
    for (var publish : published) {
      for (var at = 0; at < publish.atoms().size(); at++) {
        if (publish.first() + at == atoms.size()) {
          atoms.add(publish.atoms().get(at));
        }
      }
    }
    return atoms;
  }
}
