package dev.portals.engine;

import dev.portals.codec.Codecs;
import dev.portals.task.State;
import java.util.Optional;

/**
 * One value of state during one step. Values are encoded when set and decoded when read (design
 * rule S10).
 */
final class StateView<T> implements State<T> {
  private final StepScope scope;
  private final StateSlot slot;
  private final String key;

  StateView(StepScope scope, StateSlot slot, String key) {
    this.scope = scope;
    this.slot = slot;
    this.key = key;
  }

  @Override
  @SuppressWarnings(
      "unchecked") // the handle's type is the slot's type: both come from one declaration
  public T value() {
    var stored = scope.read(slot.state(), key);
    return (T) Codecs.decode(slot.codec(), stored == null ? slot.initial() : stored);
  }

  @Override
  public void set(T value) {
    scope.write(slot.state(), key, Optional.of(Codecs.encode(slot.codec(), value)));
  }

  @Override
  public void clear() {
    scope.write(slot.state(), key, Optional.empty());
  }
}
