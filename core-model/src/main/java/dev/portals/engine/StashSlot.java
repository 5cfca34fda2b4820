package dev.portals.engine;

import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;

/**
 * A declared stash: under its name the ends of each key's queue, under a state for each key, as of
 * a {@link MapSlot}, the events by number.
 */
record StashSlot(String state, Codec<Object> event) implements Stored {
  /** The numbers of a queue's events: from {@code first}, below {@code next}. */
  record Ends(long first, long next) {
    static final Ends NONE = new Ends(0, 0);
    static final Codec<Ends> CODEC =
        Codecs.builder().add(Ends.class, "ends of a stash").build().of(Ends.class);
  }

  @Override
  public Object view(StepScope scope, String key) {
    return new StashView<>(scope, this, key);
  }
}
