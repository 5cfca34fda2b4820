package dev.portals.task;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A task as a value: the classes of its events and the block that declares what it has and gives
 * back its {@code onNext}. Immutable; the same one may be used at several places.
 *
 * <p>The declaring block is also what a task does at its start: it runs once for every lane, before
 * the lane's first step. It has no context, as nothing is committed of it.
 */
public final class Task<I, O> {
  private final Class<I> input;
  private final Class<O> output;
  private final Function<TaskBuilder<I, O>, OnNext<I, O>> block;
  private final List<Task<?, ?>> joined;

  private Task(
      Class<I> input,
      Class<O> output,
      Function<TaskBuilder<I, O>, OnNext<I, O>> block,
      List<Task<?, ?>> joined) {
    this.input = input;
    this.output = output;
    this.block = block;
    this.joined = joined;
  }

  /**
   * A task with declarations. Keep what changes in declared state: fields and captured variables
   * are not stored.
   */
  public static <I, O> Task<I, O> define(
      Class<I> input, Class<O> output, Function<TaskBuilder<I, O>, OnNext<I, O>> block) {
    return new Task<>(input, output, block, List.of());
  }

  /** A task that declares nothing. */
  public static <I, O> Task<I, O> of(Class<I> input, Class<O> output, OnNext<I, O> onNext) {
    return define(input, output, task -> onNext);
  }

  /** A task that takes no events and only serves the portals that its block declares. */
  public static <O> Task<Void, O> service(Class<O> output, Consumer<TaskBuilder<Void, O>> block) {
    return define(
        Void.class,
        output,
        task -> {
          block.accept(task);
          return (event, ctx) -> {};
        });
  }

  /**
   * A task whose behaviour is a state, one for every key: what an event does depends on it, and
   * makes the next one.
   *
   * @param start the state of a key that has not had an event; null is refused, as is a null that
   *     the transition gives back
   */
  public static <S, I, O> Task<I, O> machine(
      Class<I> input, Class<O> output, Class<S> state, S start, Transition<S, I, O> transition) {
    return define(
        input,
        output,
        task -> {
          var at = task.perKey("state", state, start);
          task.requireHandler(transition, "the events of a machine");
          return (event, ctx) ->
              ctx.state(at).update(before -> transition.next(before, event, ctx));
        });
  }

  /**
   * Tasks that take turns: the first takes so many atoms, those that {@link Steps#then} adds take
   * the next, and then it begins anew.
   *
   * @param atoms from 1
   */
  public static <I, O> Steps<I, O> steps(int atoms, Task<I, O> first) {
    return Steps.first(atoms, first);
  }

  /**
   * This task and another one behind it, in one value. In a workflow they are two tasks: all events
   * of an atom pass the first before any passes the second, under the same key. The first keeps the
   * name that the workflow gives to both, the others have a number behind it.
   */
  public <P> Task<I, P> andThen(Task<? super O, P> next) {
    var all = new ArrayList<>(parts());
    all.addAll(next.parts());
    return new Task<>(
        input,
        next.output(),
        task -> {
          throw new PortalsException(
              "tasks joined by andThen are wrapped or take turns one by one. "
                  + "Maybe .andThen(…) at the end");
        },
        List.copyOf(all));
  }

  /**
   * This task with something around its {@code onNext}, which may have declarations of its own.
   * Their names differ from those of the task, and a hook is declared by one of both.
   */
  public Task<I, O> wrap(Function<TaskBuilder<I, O>, AroundNext<I, O>> around) {
    return define(
        input,
        output,
        task -> {
          var inner = declare(task);
          var outer = around.apply(task);
          task.requireHandler(outer, "the events around a task");
          return (event, ctx) -> outer.onNext(event, ctx, inner);
        });
  }

  /** The class of the events it takes. */
  public Class<I> input() {
    return input;
  }

  /** The class of the events it emits. */
  public Class<O> output() {
    return output;
  }

  /** The tasks that were joined to this one, in order; itself alone if none were. */
  public List<Task<?, ?>> parts() {
    return joined.isEmpty() ? List.of(this) : joined;
  }

  /** Runs the block for a task that this one becomes a part of. */
  OnNext<I, O> declare(TaskBuilder<I, O> task) {
    var onNext = block.apply(task);
    task.requireHandler(onNext, "its events");
    return onNext;
  }

  /**
   * Runs the declaring block: what one lane of this task is made of. For engines and checks, not
   * for user code.
   */
  public TaskInstance<I, O> instantiate() {
    var declared = new Declared();
    var builder = new TaskBuilder<I, O>(declared);
    var onNext = block.apply(builder);
    return new TaskInstance<>(declared, builder.hooks(), onNext);
  }
}
