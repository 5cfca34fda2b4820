package dev.portals.build;

import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.OnNext;
import dev.portals.task.PartPath;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A flow of events inside a workflow. It may be continued more than once: each continuation sees
 * every event.
 */
public final class Flow<T> {
  private final Workflow workflow;
  private final int node;
  private final Class<T> type;

  Flow(Workflow workflow, int node, Class<T> type) {
    this.workflow = workflow;
    this.node = node;
    this.type = type;
  }

  /** One event for each event. */
  public <R> Flow<R> map(Class<R> output, Function<? super T, ? extends R> function) {
    return transform(output, event -> List.of(function.apply(event)));
  }

  /** Zero or more events for each event. */
  public <R> Flow<R> flatMap(
      Class<R> output, Function<? super T, ? extends List<? extends R>> function) {
    return transform(output, function);
  }

  /** The events for which the predicate holds. */
  public Flow<T> filter(Predicate<? super T> predicate) {
    return transform(type, event -> predicate.test(event) ? List.of(event) : List.of());
  }

  /**
   * The events of this flow and of another one of the same workflow. Of an atom that reaches both,
   * those of this flow come first (design rule S2); an atom of another stream passes alone.
   */
  public Flow<T> union(Flow<? extends T> other) {
    if (other.workflow != workflow) {
      workflow.problem(
          "is joined with a flow of workflow "
              + other.workflow.name()
              + ". Maybe .sink(…) there and .from(…) here");
      return this;
    }
    return add(new Node.Union(List.of(node, other.node)), type);
  }

  /** Splits the flow in two; the predicate is asked once for each event. */
  public Split<T> split(Predicate<? super T> predicate) {
    var sorted =
        transform(Sorted.class, event -> List.of(new Sorted(event, predicate.test(event))));
    return new Split<>(sorted.side(true, type), sorted.side(false, type));
  }

  private record Sorted(Object event, boolean matches) {}

  private <R> Flow<R> side(boolean matches, Class<R> output) {
    return add(
        new Node.Transform(
            node,
            output,
            event ->
                event instanceof Sorted sorted && sorted.matches() == matches
                    ? List.of(sorted.event())
                    : List.of()),
        output);
  }

  /**
   * Shows each event to the consumer as its step runs, as for a log or a metric. A step that is run
   * again, after a crash or a failure, shows it again, and one that fails in the end has shown it
   * too: what must happen once belongs into a task. What the consumer throws fails the step.
   */
  public Flow<T> peek(Consumer<? super T> consumer) {
    return transform(
        type,
        event -> {
          consumer.accept(event);
          return List.of(event);
        });
  }

  /**
   * What becomes of atoms of this workflow, the whole of it, whose processing throws. Without it
   * they are run 5 times, with waits that begin at 100 ms and double, then kept as dead letters.
   */
  public Flow<T> onFailure(FailurePolicy policy) {
    workflow.onFailure(policy);
    return this;
  }

  /** Gives each event the key under which the tasks behind keep state, ask and continue. */
  public Flow<T> key(Function<? super T, String> key) {
    return add(new Node.KeyBy(node, type, event -> key.apply(type.cast(event))), type);
  }

  /** A task without declarations elsewhere. Its name finds its state again after an upgrade. */
  public <O> Flow<O> task(
      String name, Class<O> output, Function<TaskBuilder<T, O>, OnNext<T, O>> block) {
    return task(name, Task.define(type, output, block));
  }

  /** A task. Its name finds its state again after an upgrade. */
  public <O> Flow<O> task(String name, Task<? super T, O> task) {
    PartPath.requireName(name, "a task");
    Flow<?> flow = this;
    var number = 1;
    for (var part : task.parts()) {
      var partName = number == 1 ? name : name + "." + number;
      flow = flow.add(new Node.Run(flow.node, partName, part), part.output());
      number++;
    }
    return flow.as(task.output());
  }

  /** Writes the stream {@code /application/streams/name}. */
  public AtomStream<T> sink(String name) {
    return sink(new AtomStream<>(workflow.streamPath(name), type));
  }

  /** Writes a stream of this application which others know. */
  public AtomStream<T> sink(AtomStream<T> stream) {
    add(new Node.Write(node, stream), type);
    return stream;
  }

  /** Ends the flow; what reaches its end is dropped. */
  public void consume() {
    add(new Node.Consume(node), type);
  }

  private <R> Flow<R> transform(
      Class<R> output, Function<? super T, ? extends List<? extends R>> function) {
    return add(new Node.Transform(node, output, event -> function.apply(type.cast(event))), output);
  }

  private <R> Flow<R> as(Class<R> output) {
    return new Flow<>(workflow, node, output);
  }

  private <R> Flow<R> add(Node next, Class<R> output) {
    return new Flow<>(workflow, workflow.add(next), output);
  }
}
