package dev.portals.engine;

import dev.portals.codec.Codec;

/**
 * A declared map. The entries of one key are stored under a state of their own, so that they are
 * found without the others: its name is this one, a slash (which no declared name has) and the key.
 */
record MapSlot(String state, Codec<Object> key, Codec<Object> value) implements Stored {
  @Override
  public Object view(StepScope scope, String taskKey) {
    return new MapView<>(scope, this, state + "/" + taskKey);
  }
}
