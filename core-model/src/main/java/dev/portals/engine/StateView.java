package dev.portals.engine;

import dev.portals.codec.Codecs;
import dev.portals.task.State;
import org.jspecify.annotations.Nullable;

/**
 * One value of state during one step. Values are encoded when set and decoded when read (design
 * rule S10).
 */
final class StateView<T> implements State<T> {
  private final StepScope scope;
  private final StateSlot slot;
  private final String key;
  private StateDraft.@Nullable Cell cell;

  StateView(StepScope scope, StateSlot slot, String key) {
    this.scope = scope;
    this.slot = slot;
    this.key = key;
  }

  @Override
  @SuppressWarnings(
      "unchecked") // the handle's type is the slot's type: both come from one declaration
  public T value() {
    var stored = cell().value();
    return (T) Codecs.decode(slot.codec(), stored == null ? slot.initial() : stored);
  }

  @Override
  public void set(T value) {
    cell().write(Codecs.encode(slot.codec(), value));
  }

  @Override
  public void clear() {
    cell().write(null);
  }

  private StateDraft.Cell cell() {
    scope.requireOpen();
    if (cell == null) {
      cell = scope.cell(slot.state(), key);
    }
    return cell;
  }
}
