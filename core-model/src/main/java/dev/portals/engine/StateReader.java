package dev.portals.engine;

import dev.portals.codec.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lane's state as of the step's start. */
@FunctionalInterface
public interface StateReader {
  /** All that is stored under a state's name, by key ("" for state of the task). Only read. */
  Map<String, Bytes> values(String state);

  /** The value stored under a state's name and a key, or null. */
  default @Nullable Bytes read(String state, String key) {
    return values(state).get(key);
  }
}
