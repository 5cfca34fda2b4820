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

/** What user code has done in one step. Nobody else sees it before the step is taken (S1). */
final class Step {
  /** An ask and who makes it. */
  record Asking(TaskRun task, String key, Asks.Ask ask) {}

  final Map<StateId, Optional<Bytes>> writes = new LinkedHashMap<>();
  final Map<AtomStream<?>, List<Bytes>> atoms = new LinkedHashMap<>();
  final List<Asking> asks = new ArrayList<>();
  @Nullable Bytes reply;
  @Nullable String error;
  private final Map<StateId, Bytes> before;
  private boolean isOpen = true;

  private Step(Map<StateId, Bytes> before) {
    this.before = before;
  }

  /** User code of one step. */
  interface Code {
    void run(Step step);
  }

  /** Runs a step over the state before it. Whatever is thrown, it leaves nothing but that (S9). */
  static Step run(Map<StateId, Bytes> before, Code code) {
    var step = new Step(before);
    try {
      code.run(step);
    } catch (OutOfMemoryError | InternalError machine) {
      throw machine;
    } catch (Throwable thrown) {
      step.error = String.valueOf(thrown);
    }
    step.isOpen = false;
    return step;
  }

  void requireOpen() {
    if (!isOpen) {
      throw new PortalsException("a context was used after its step had ended");
    }
  }

  @Nullable Bytes read(StateId id) {
    requireOpen();
    var written = writes.get(id);
    return written == null ? before.get(id) : written.orElse(null);
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
