package dev.portals.task;

import java.util.function.Function;

/**
 * A task as a value: the classes of its events and the block that declares what it has and gives
 * back its {@code onNext}.
 */
public final class Task<I, O> {
  private final Class<I> input;
  private final Class<O> output;
  private final Function<TaskBuilder<I, O>, OnNext<I, O>> block;

  private Task(Class<I> input, Class<O> output, Function<TaskBuilder<I, O>, OnNext<I, O>> block) {
    this.input = input;
    this.output = output;
    this.block = block;
  }

  /**
   * A task with declarations. Keep what changes in declared state: fields and captured variables
   * are not stored.
   */
  public static <I, O> Task<I, O> define(
      Class<I> input, Class<O> output, Function<TaskBuilder<I, O>, OnNext<I, O>> block) {
    return new Task<>(input, output, block);
  }

  /** A task that declares nothing. */
  public static <I, O> Task<I, O> of(Class<I> input, Class<O> output, OnNext<I, O> onNext) {
    return new Task<>(input, output, task -> onNext);
  }

  /** The class of the events it takes. */
  public Class<I> input() {
    return input;
  }

  /** The class of the events it emits. */
  public Class<O> output() {
    return output;
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
