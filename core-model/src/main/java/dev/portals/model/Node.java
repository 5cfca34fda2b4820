package dev.portals.model;

import dev.portals.task.AtomStream;
import dev.portals.task.Start;
import dev.portals.task.Task;
import java.util.List;
import java.util.function.Function;

/**
 * One step of a workflow. {@code input} is the index of the node before it, always smaller than its
 * own.
 */
public sealed interface Node {
  /** Where the events of this node come from; -1 for a read of a stream, or none. */
  int input();

  /** The same node behind another one. */
  Node from(int newInput);

  /** Reads a stream. */
  record Read(AtomStream<?> stream, Start start) implements Node {
    /** From now on. */
    public Read(AtomStream<?> stream) {
      this(stream, Start.NOW);
    }

    @Override
    public int input() {
      return -1;
    }

    @Override
    public Node from(int newInput) {
      return this;
    }
  }

  /** Gives no events ever: what is behind it only serves portals. */
  record Idle() implements Node {
    @Override
    public int input() {
      return -1;
    }

    @Override
    public Node from(int newInput) {
      return this;
    }
  }

  /** Makes zero or more events of one: map, flatMap and filter. */
  record Transform(int input, Class<?> output, Function<Object, ? extends List<?>> function)
      implements Node {
    @Override
    public Node from(int newInput) {
      return new Transform(newInput, output, function);
    }
  }

  /**
   * Sets the key of each event.
   *
   * @param type the class of the events, which may travel from here to another lane
   */
  record KeyBy(int input, Class<?> type, Function<Object, String> key) implements Node {
    @Override
    public Node from(int newInput) {
      return new KeyBy(newInput, type, key);
    }
  }

  /** Runs a task. */
  record Run(int input, String name, Task<?, ?> task) implements Node {
    @Override
    public Node from(int newInput) {
      return new Run(newInput, name, task);
    }
  }

  /** Writes a stream. */
  record Write(int input, AtomStream<?> stream) implements Node {
    @Override
    public Node from(int newInput) {
      return new Write(newInput, stream);
    }
  }

  /** Ends a flow that writes nothing. */
  record Consume(int input) implements Node {
    @Override
    public Node from(int newInput) {
      return new Consume(newInput);
    }
  }

  /**
   * Sends each lane of the operator behind a key change its share of the events. Made by the plan
   * of a {@link KeyBy}.
   */
  record Send(int input, Edge edge, Function<Object, String> key) implements Node {
    @Override
    public Node from(int newInput) {
      return new Send(newInput, edge, key);
    }
  }

  /** Receives one lane's share, with the keys set. Made by the plan. */
  record Receive(Edge edge) implements Node {
    @Override
    public int input() {
      return -1;
    }

    @Override
    public Node from(int newInput) {
      return this;
    }
  }
}
