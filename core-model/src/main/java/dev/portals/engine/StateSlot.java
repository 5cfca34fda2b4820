package dev.portals.engine;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;

/**
 * A declared value of state: the name it is stored under, its codec and its initial value as bytes.
 */
record StateSlot(String state, Codec<Object> codec, Bytes initial) implements Stored {
  @Override
  public Object view(StepScope scope, String key) {
    return new StateView<>(scope, this, key);
  }
}
