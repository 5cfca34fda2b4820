package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.plan.KeyText;
import dev.portals.task.AllAsked;
import dev.portals.task.Asked;
import dev.portals.task.Asker;
import dev.portals.task.Declaration;
import dev.portals.task.Handle;
import dev.portals.task.LaneContext;
import dev.portals.task.PerKeyState;
import dev.portals.task.PerTaskState;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedAllAsked;
import dev.portals.task.ServedAsked;
import dev.portals.task.TaskContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task sees of a step. */
abstract class StepContext<O> implements LaneContext<O> {
  /** No time passes. */
  static final Instant NOW = Instant.EPOCH;

  /** An event and its key, if one was set. */
  record Keyed(Object event, @Nullable String key) {}

  private final Step step;
  private final TaskRun task;
  private final List<Keyed> emitted = new ArrayList<>();
  private @Nullable String key;

  private StepContext(Step step, TaskRun task, @Nullable String key) {
    this.step = step;
    this.task = task;
    this.key = key;
  }

  /** Of {@code onNext} and its continuations. */
  static final class OfEvent<O> extends StepContext<O> implements TaskContext<O> {
    OfEvent(Step step, TaskRun task, @Nullable String key) {
      super(step, task, key);
    }

    @Override
    public <Q, A> Asked<A> ask(Asker<Q, A> portal, Q request) {
      return asking(portal, request);
    }

    @Override
    public <A> AllAsked<A> all(List<Asked<A>> asks) {
      return Asks.<A, Void>all(this, asks);
    }
  }

  /** Of a hook: of the lane, so without a key. */
  static final class OfHook<O> extends StepContext<O> {
    OfHook(Step step, TaskRun task) {
      super(step, task, null);
    }
  }

  /** Of {@code onAsk} and its continuations. */
  static final class OfAsk<O, R> extends StepContext<O> implements ReplyContext<O, R> {
    private final Class<?> type;

    OfAsk(Step step, TaskRun task, String key, Class<?> reply) {
      super(step, task, key);
      this.type = reply;
    }

    @Override
    public <Q, A> ServedAsked<A, R> ask(Asker<Q, A> portal, Q request) {
      return asking(portal, request);
    }

    @Override
    public <A> ServedAllAsked<A, R> all(List<ServedAsked<A, R>> asks) {
      return Asks.<A, R>all(this, asks);
    }

    @Override
    public void reply(R reply) {
      step().requireOpen();
      if (step().reply != null) {
        throw new PortalsException("the ask was answered twice");
      }
      step().reply = task().values().encode(type, reply);
    }
  }

  final Step step() {
    return step;
  }

  final TaskRun task() {
    return task;
  }

  final List<Keyed> emitted() {
    return emitted;
  }

  /** The next event of the atom comes under this key. */
  final void moveTo(@Nullable String next) {
    key = next;
  }

  @Override
  public void emit(O event) {
    step.requireOpen();
    emitted.add(new Keyed(event, key));
  }

  @Override
  @SuppressWarnings("unchecked") // a handle gives what its declaration says
  public <S> S state(PerTaskState<S> handle) {
    return (S) view(handle, "");
  }

  @SuppressWarnings("unchecked") // likewise
  public <S> S state(PerKeyState<S> handle) {
    return (S) view(handle, key());
  }

  private Object view(Handle handle, String at) {
    var declared = task.instance().declarations().get(task.instance().slot(handle));
    var cell = new Cell(step, task.state(declared.name(), at), task.values());
    if (declared instanceof Declaration.MapOf<?, ?> map) {
      return new Cell.OfMap<>(cell, map.key(), map.value());
    } else if (declared instanceof Declaration.StashOf<?> stash) {
      return new Cell.OfStash<>(cell, stash.type());
    }
    return new Cell.OfValue<>(cell, (Declaration.StateOf<?>) declared);
  }

  /** No time passes. */
  @Override
  public Instant now() {
    return NOW;
  }

  public String key() {
    if (key == null) {
      throw new PortalsException("task " + task.name() + " has no key here");
    }
    return key;
  }

  final <Q, A, R> Asks<A, R> asking(Asker<Q, A> asker, Q request) {
    step.requireOpen();
    task.instance().slot(asker);
    var portal = asker.portal();
    var at = portal.isKeyed() ? portal.keyOf(request) : asker.key().orElseGet(this::key);
    var payload = task.values().encode(portal.request(), request);
    var ask = new Asks.Ask(portal, requireKey(at), payload);
    step.asks.add(new Step.Asking(task, key(), ask));
    return new Asks<>(this, List.of(ask));
  }

  static String requireKey(@Nullable String key) {
    var problem = KeyText.problem(key);
    if (key == null || problem.isPresent()) {
      throw new PortalsException("a key " + problem.orElse("is null"));
    }
    return key;
  }
}
