package dev.portals.engine;

/** Declared state, its class resolved to codecs. */
sealed interface Stored permits StateSlot, MapSlot, StashSlot {
  /** What a context hands out for it; {@code key} is "" for state of the task. */
  Object view(StepScope scope, String key);
}
