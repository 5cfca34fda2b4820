package dev.portals.build;

import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.OnNext;
import dev.portals.task.PartPath;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A flow of events inside a workflow. It may be continued more than once: each continuation sees
 * every event.
 */
public final class Flow<T> {
  private final ApplicationBuilder application;
  private final ApplicationBuilder.WorkflowParts parts;
  private final int node;
  private final Class<T> type;

  Flow(
      ApplicationBuilder application,
      ApplicationBuilder.WorkflowParts parts,
      int node,
      Class<T> type) {
    this.application = application;
    this.parts = parts;
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
    return sink(new AtomStream<>(application.streamPath(name), type));
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
    return new Flow<>(application, parts, node, output);
  }

  private <R> Flow<R> add(Node next, Class<R> output) {
    application.requireOpen();
    parts.nodes().add(next);
    return new Flow<>(application, parts, parts.nodes().size() - 1, output);
  }
}
