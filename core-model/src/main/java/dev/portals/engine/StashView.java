package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.engine.StashSlot.Ends;
import dev.portals.task.Stashed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key's queue of events during one step. Numbers begin anew when it was empty. */
final class StashView<E> implements Stashed<E> {
  private final StepScope scope;
  private final StashSlot slot;
  private final String key;
  private final String events;

  StashView(StepScope scope, StashSlot slot, String key) {
    this.scope = scope;
    this.slot = slot;
    this.key = key;
    this.events = slot.state() + "/" + key;
  }

  @Override
  public void put(E event) {
    var encoded = Codecs.encode(slot.event(), event);
    var ends = ends();
    scope.write(events, Long.toString(ends.next()), Optional.of(encoded));
    keep(new Ends(ends.first(), ends.next() + 1));
  }

  @Override
  public Optional<E> take() {
    var ends = ends();
    if (ends.first() == ends.next()) {
      return Optional.empty();
    }
    var number = Long.toString(ends.first());
    @SuppressWarnings("unchecked") // the handle's type is the slot's: both are of one declaration
    var event = (E) Codecs.decode(slot.event(), stored(number));
    scope.write(events, number, Optional.empty());
    keep(new Ends(ends.first() + 1, ends.next()));
    return Optional.of(event);
  }

  @Override
  public List<E> takeAll() {
    var taken = new ArrayList<E>();
    for (var next = take(); next.isPresent(); next = take()) {
      taken.add(next.get());
    }
    return List.copyOf(taken);
  }

  @Override
  public long size() {
    var ends = ends();
    return ends.next() - ends.first();
  }

  private Bytes stored(String number) {
    var stored = scope.read(events, number);
    if (stored == null) {
      throw new PortalsException(
          "event " + number + " of stash " + events + " is missing. Maybe the table was edited");
    }
    return stored;
  }

  private Ends ends() {
    var stored = scope.read(slot.state(), key);
    return stored == null ? Ends.NONE : Codecs.decode(Ends.CODEC, stored);
  }

  private void keep(Ends ends) {
    var value =
        ends.first() == ends.next()
            ? Optional.<Bytes>empty()
            : Optional.of(Codecs.encode(Ends.CODEC, ends));
    scope.write(slot.state(), key, value);
  }
}
