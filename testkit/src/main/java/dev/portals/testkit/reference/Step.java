package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.task.AtomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What user code has done in one step. Nobody else sees it before the step is taken (S1). A value
 * of state is its bytes, a map's entries by the bytes of their keys, or the list of a stash.
 */
final class Step {
  /** An ask and who makes it. */
  record Asking(TaskRun task, String key, Asks.Ask ask) {}

  final Map<StateId, Optional<Object>> writes = new LinkedHashMap<>();
  final Map<AtomStream<?>, List<Bytes>> atoms = new LinkedHashMap<>();
  final List<Asking> asks = new ArrayList<>();
  @Nullable Bytes reply;

  /** What was thrown, and by which task's code, if by any. */
  @Nullable Throwable thrown;

  @Nullable TaskRun running;
  private final Map<StateId, Object> before;
  private boolean isOpen = true;

  private Step(Map<StateId, Object> before) {
    this.before = before;
  }

  /** User code of one step. */
  interface Code {
    void run(Step step);
  }

  /** Runs a step over the state before it. Whatever is thrown, it leaves nothing but that (S9). */
  static Step run(Map<StateId, Object> before, Code code) {
    var step = new Step(before);
    try {
      code.run(step);
    } catch (OutOfMemoryError | InternalError machine) {
      throw machine;
    } catch (Throwable thrown) {
      step.thrown = thrown;
    }
    step.isOpen = false;
    return step;
  }

  /** What a task does, so that it is known who threw. */
  void by(TaskRun task, Runnable code) {
    running = task;
    code.run();
    running = null;
  }

  void requireOpen() {
    if (!isOpen) {
      throw new PortalsException("a context was used after its step had ended");
    }
  }

  Optional<Object> read(StateId id) {
    requireOpen();
    return writes.getOrDefault(id, Optional.ofNullable(before.get(id)));
  }

  void write(StateId id, Optional<Object> value) {
    requireOpen();
    writes.put(id, value);
  }

  /** How many continuations wait for asks of this step. */
  long awaiting() {
    return asks.stream()
        .map(asking -> asking.ask().then)
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }
}
