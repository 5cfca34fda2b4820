package dev.portals.model;

import dev.portals.task.AtomStream;
import dev.portals.task.Task;
import java.util.List;
import java.util.function.Function;

/**
 * One step of a workflow. {@code input} is the index of the node before it, always smaller than its
 * own.
 */
public sealed interface Node {
  /** Where the events of this node come from; -1 for a read of a stream. */
  int input();

  /** Reads a stream. */
  record Read(AtomStream<?> stream) implements Node {
    @Override
    public int input() {
      return -1;
    }
  }

  /** Makes zero or more events of one: map, flatMap and filter. */
  record Transform(int input, Class<?> output, Function<Object, ? extends List<?>> function)
      implements Node {}

  /** Sets the key of each event. */
  record KeyBy(int input, Function<Object, String> key) implements Node {}

  /** Runs a task. */
  record Run(int input, String name, Task<?, ?> task) implements Node {}

  /** Writes a stream. */
  record Write(int input, AtomStream<?> stream) implements Node {}

  /** Ends a flow that writes nothing. */
  record Consume(int input) implements Node {}
}
