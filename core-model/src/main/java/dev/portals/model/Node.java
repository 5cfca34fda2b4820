package dev.portals.model;

import dev.portals.task.AtomStream;
import dev.portals.task.Start;
import dev.portals.task.Task;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** One step of a workflow. What it takes events from stands before it in the workflow. */
public sealed interface Node {
  /**
   * The nodes whose events it takes, in the order in which it takes them: indices, all smaller than
   * its own. What reads or receives has none.
   */
  List<Integer> inputs();

  /** The same node, each input numbered anew. */
  Node renumbered(IntUnaryOperator numbers);

  /** A node that begins a flow. */
  sealed interface First extends Node {
    @Override
    default List<Integer> inputs() {
      return List.of();
    }

    @Override
    default Node renumbered(IntUnaryOperator numbers) {
      return this;
    }
  }

  /** Gives no events ever: what is behind it only serves portals. */
  record Idle() implements First {}

  /** A node that takes events from one other. */
  sealed interface Behind extends Node {
    /** The index of the node before it. */
    int input();

    /** The same node behind another one. */
    Node from(int newInput);

    @Override
    default List<Integer> inputs() {
      return List.of(input());
    }

    @Override
    default Node renumbered(IntUnaryOperator numbers) {
      return from(numbers.applyAsInt(input()));
    }
  }

  /** Reads a stream. */
  record Read(AtomStream<?> stream, Start start) implements First {
    /** From now on. */
    public Read(AtomStream<?> stream) {
      this(stream, Start.NOW);
    }
  }

  /** The events of several nodes, those of one behind those of the other (design rule S2). */
  record Union(List<Integer> inputs) implements Node {
    @Override
    public Node renumbered(IntUnaryOperator numbers) {
      return new Union(inputs.stream().map(numbers::applyAsInt).toList());
    }
  }

  /** Makes zero or more events of one: map, flatMap and filter. */
  record Transform(int input, Class<?> output, Function<Object, ? extends List<?>> function)
      implements Behind {
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
  record KeyBy(int input, Class<?> type, Function<Object, String> key) implements Behind {
    @Override
    public Node from(int newInput) {
      return new KeyBy(newInput, type, key);
    }
  }

  /** Runs a task. */
  record Run(int input, String name, Task<?, ?> task) implements Behind {
    @Override
    public Node from(int newInput) {
      return new Run(newInput, name, task);
    }
  }

  /** Writes a stream. */
  record Write(int input, AtomStream<?> stream) implements Behind {
    @Override
    public Node from(int newInput) {
      return new Write(newInput, stream);
    }
  }

  /** Ends a flow that writes nothing. */
  record Consume(int input) implements Behind {
    @Override
    public Node from(int newInput) {
      return new Consume(newInput);
    }
  }

  /**
   * Sends each lane of the operator behind a key change its share of the events. Made by the plan
   * of a {@link KeyBy}.
   */
  record Send(int input, Edge edge, Function<Object, String> key) implements Behind {
    @Override
    public Node from(int newInput) {
      return new Send(newInput, edge, key);
    }
  }

  /** Receives one lane's share, with the keys set. Made by the plan. */
  record Receive(Edge edge) implements First {}
}
