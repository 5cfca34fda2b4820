package dev.portals.engine;

import dev.portals.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The lane's state as of the step's start. */
@FunctionalInterface
public interface StateReader {
  /** The value stored under a state's name and a key ("" for state of the task), or null. */
  @Nullable Bytes read(String state, String key);
}
