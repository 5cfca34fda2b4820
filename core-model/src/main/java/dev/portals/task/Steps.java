package dev.portals.task;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks that take turns by atoms, see {@link Task#steps}. Each lane counts the atoms it takes, the
 * empty ones too, and its count is state. What the tasks declare is declared by the one task that
 * they become, so their names differ; the same task given twice is one task with two turns.
 */
public final class Steps<I, O> {
  private static final String COUNT = "steps.atoms";

  private record Turn<I, O>(int atoms, Task<I, O> task) {}

  private record Part<I, O>(OnNext<I, O> onNext, Hooks<O> hooks) {}

  private final List<Turn<I, O>> turns;

  private Steps(List<Turn<I, O>> turns) {
    this.turns = turns;
  }

  static <I, O> Steps<I, O> first(int atoms, Task<I, O> task) {
    return new Steps<I, O>(List.of()).then(atoms, task);
  }

  /**
   * Adds a task that takes the next atoms.
   *
   * @param atoms how many, from 1
   */
  public Steps<I, O> then(int atoms, Task<I, O> task) {
    if (atoms < 1) {
      throw new PortalsException("a step of " + atoms + " atoms. Maybe 1 or more.");
    }
    var more = new ArrayList<>(turns);
    more.add(new Turn<>(atoms, task));
    return new Steps<>(List.copyOf(more));
  }

  /** The task that begins with the first again when the last is done. */
  public Task<I, O> repeat() {
    var first = turns.get(0).task();
    return Task.define(first.input(), first.output(), this::declare);
  }

  private OnNext<I, O> declare(TaskBuilder<I, O> task) {
    var count = task.perTask(COUNT, Integer.class, 0);
    var parts = new IdentityHashMap<Task<I, O>, Part<I, O>>();
    var order = new ArrayList<Part<I, O>>();
    for (var turn : turns) {
      parts.computeIfAbsent(
          turn.task(),
          each -> {
            var builder = task.within();
            var part = new Part<>(each.declare(builder), builder.hooks());
            order.add(part);
            return part;
          });
    }
    hooks(task, count, parts, order);
    return (event, ctx) -> at(ctx.state(count).value(), parts).onNext().onNext(event, ctx);
  }

  private void hooks(
      TaskBuilder<I, O> task,
      PerTask<Integer> count,
      Map<Task<I, O>, Part<I, O>> parts,
      List<Part<I, O>> order) {
    task.onAtomComplete(
        ctx -> {
          int atoms = ctx.state(count).value();
          at(atoms, parts).hooks().onAtomComplete().ifPresent(hook -> hook.onAtomComplete(ctx));
          ctx.state(count).set((atoms + 1) % cycle());
        });
    var ending = order.stream().flatMap(part -> part.hooks().onComplete().stream()).toList();
    if (!ending.isEmpty()) {
      task.onComplete(ctx -> ending.forEach(hook -> hook.onComplete(ctx)));
    }
    if (order.stream().anyMatch(part -> part.hooks().onError().isPresent())) {
      task.onError(
          (thrown, ctx) -> {
            var part = at(ctx.state(count).value(), parts);
            part.hooks().onError().ifPresent(hook -> hook.onError(thrown, ctx));
          });
    }
  }

  private int cycle() {
    return turns.stream().mapToInt(Turn::atoms).reduce(0, Math::addExact);
  }

  /** Whose turn it is after so many atoms of a cycle. */
  private Part<I, O> at(int atoms, Map<Task<I, O>, Part<I, O>> parts) {
    var left = atoms;
    for (var turn : turns) {
      left -= turn.atoms();
      if (left < 0) {
        return of(turn.task(), parts);
      }
    }
    return of(turns.get(0).task(), parts); // the count is of longer steps before an upgrade
  }

  private static <I, O> Part<I, O> of(Task<I, O> task, Map<Task<I, O>, Part<I, O>> parts) {
    var part = parts.get(task);
    if (part == null) {
      throw new IllegalStateException("a step of a task that was not declared");
    }
    return part;
  }
}
