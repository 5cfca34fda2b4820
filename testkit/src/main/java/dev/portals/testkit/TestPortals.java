package dev.portals.testkit;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.engine.Engine;
import dev.portals.engine.EventList;
import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.Operator;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One task under a test's control, a step at a time: what it is given, what it emits and asks, what
 * it is answered. Each step runs in a new instance of the task, over state, contexts and answers
 * that went through bytes, as after a crash: a task that keeps anything in a field shows it here. A
 * step that throws has done nothing; the test gets a {@link StepFailedException} whose cause is
 * what it threw.
 *
 * <p>For one thread.
 */
public final class TestPortals<I, O> {
  /** An ask that the task made, and the ask it serves, if it does. */
  record Outstanding(int step, Step.Asking asking, Optional<Serving<?>> serving) {}

  private final Task<I, O> task;
  private final TestApplication<I, O> around;
  private final Operator operator;
  private final Map<String, Map<String, Bytes>> state = new HashMap<>();
  private final List<Outstanding> outstanding = new ArrayList<>();
  private final Gathered gathered = new Gathered();
  private final List<O> emitted = new ArrayList<>();
  private String key = "";
  private Optional<Outstanding> failing = Optional.empty();
  private int steps;
  private Instant now = Instant.EPOCH;

  private TestPortals(Task<I, O> task) {
    this.task = task;
    this.around = new TestApplication<>(task);
    this.operator = around.operator(() -> key);
  }

  /**
   * A task at its very beginning: no state, nothing outstanding, the time {@link Instant#EPOCH}.
   */
  public static <I, O> TestPortals<I, O> of(Task<I, O> task) {
    return new TestPortals<>(task);
  }

  /** The time that later steps see. */
  public void at(Instant time) {
    now = time;
  }

  /** Gives the task an atom of one event. */
  public void next(String key, I event) {
    atom(key, List.of(event));
  }

  /** Gives the task an atom of these events, all under one key. */
  public void atom(String key, List<I> events) {
    this.key = key;
    failing = Optional.empty();
    var in = around.input();
    var bytes = EventList.encode(codecs().of(task.input()), events);
    take(run(e -> e.atom(in.path(), events.size(), bytes, this::values, now)), Optional.empty());
  }

  /** Asks a portal that the task replies to. The answer may come with a later {@link #answer}. */
  public <Q, R> Serving<R> ask(Portal<Q, R> portal, Q request) {
    return ask(portal, portal.keyOf(request), request);
  }

  /** Asks a portal at a key, which a portal with a key function does not need. */
  public <Q, R> Serving<R> ask(Portal<Q, R> portal, String about, Q request) {
    var serving = new Serving<R>(codecs().of(portal.reply()));
    var payload = codecs().encode(portal.request(), request);
    try {
      var step = run(e -> e.ask(portal.path(), about, payload, this::values, now).orElseThrow());
      take(step, Optional.of(serving));
    } catch (StepFailedException failed) {
      serving.fail(String.valueOf(failed.getMessage()));
    }
    return serving;
  }

  /** What the task has asked of a portal and is not answered, oldest first. */
  public <Q> List<Q> asked(Portal<Q, ?> portal) {
    return asked(portal, asking -> true);
  }

  /** The same, of asks at one key. */
  public <Q> List<Q> asked(Portal<Q, ?> portal, String about) {
    return asked(portal, asking -> asking.key().equals(about));
  }

  private <Q> List<Q> asked(Portal<Q, ?> portal, Predicate<Step.Asking> which) {
    return outstanding.stream()
        .map(Outstanding::asking)
        .filter(asking -> asking.portal().equals(portal.path()) && which.test(asking))
        .map(asking -> codecs().decode(portal.request(), asking.payload()))
        .toList();
  }

  /**
   * Answers the oldest outstanding ask of a portal and runs its continuation, if it has one: of
   * asks that are awaited together, with the last answer.
   *
   * @throws PortalsException if nothing is outstanding there
   */
  public <R> void answer(Portal<?, R> portal, Answer<R> answer) {
    var oldest =
        outstanding.stream()
            .filter(o -> o.asking().portal().equals(portal.path()))
            .findFirst()
            .orElseThrow(
                () ->
                    new PortalsException(
                        "nothing is asked of "
                            + portal.path()
                            + ". Outstanding: "
                            + outstanding.stream().map(o -> o.asking().portal()).toList()));
    failing = Optional.empty();
    var asking = oldest.asking();
    var bytes = bytes(portal, answer);
    outstanding.remove(oldest);
    if (asking.then().isEmpty()) {
      return;
    }
    var then = asking.then().get();
    var answers = gathered.gather(oldest, bytes);
    if (answers.isEmpty()) {
      return;
    }
    try {
      take(
          run(e -> e.answer(asking.task(), asking.askerKey(), then, answers, this::values, now)),
          oldest.serving());
    } catch (StepFailedException failed) {
      if (oldest.serving().isEmpty()) {
        outstanding.add(0, oldest);
        failing = Optional.of(oldest);
        throw failed;
      }
      oldest.serving().get().failUnlessHope(String.valueOf(failed.getMessage()), outstanding);
    }
  }

  /**
   * The input has ended: runs the task's onComplete, if it has one and that did not run before; of
   * joined tasks each in turn, up to one that makes another ask first.
   *
   * @throws PortalsException if an ask is outstanding: it would be waited for
   */
  public void complete() {
    if (!outstanding.isEmpty()) {
      throw new PortalsException(
          "the task completes once every ask has settled, outstanding are "
              + outstanding.stream().map(o -> o.asking().portal()).toList()
              + ". Maybe test.answer(…) first");
    }
    for (var due = completing(); due.isPresent() && outstanding.isEmpty(); due = completing()) {
      var name = due.get();
      take(run(e -> e.complete(name, this::values, now)), Optional.empty());
    }
  }

  private Optional<String> completing() {
    return Engine.completing(operator, this::values);
  }

  /**
   * Gives up what failed, as after its last attempt: the task's onError hears it, if it has one.
   *
   * @param failed what {@link #next}, {@link #atom}, {@link #answer} or {@link #complete} threw
   */
  public void giveUp(StepFailedException failed) {
    failing.ifPresent(outstanding::remove);
    run(e -> e.error(failed, this::values, now)).ifPresent(step -> take(step, Optional.empty()));
  }

  private <R> Answer<Bytes> bytes(Portal<?, R> portal, Answer<R> answer) {
    if (answer instanceof Answer.Replied<R> replied) {
      return new Answer.Replied<>(codecs().encode(portal.reply(), replied.value()));
    }
    if (answer instanceof Answer.Failed<R> failed) {
      return new Answer.Failed<>(failed.error());
    }
    return new Answer.Expired<>();
  }

  /** What the task has emitted since the last call, in order. */
  public List<O> emitted() {
    var drained = List.copyOf(emitted);
    emitted.clear();
    return drained;
  }

  private Codecs codecs() {
    return operator.codecs();
  }

  private Map<String, Bytes> values(String name) {
    return state.computeIfAbsent(name, n -> new HashMap<>());
  }

  private <S> S run(Function<Engine, S> step) {
    return step.apply(new Engine(operator));
  }

  private void take(Step step, Optional<Serving<?>> serving) {
    serving.ifPresent(served -> served.take(step, outstanding));
    for (var change : step.changes()) {
      var values = values(change.state());
      change
          .value()
          .ifPresentOrElse(
              value -> values.put(change.key(), value), () -> values.remove(change.key()));
    }
    for (var emission : step.emissions()) {
      var events = new ByteReader(emission.events());
      while (events.remaining() > 0) {
        emitted.add(codecs().decode(task.output(), events.bytes()));
      }
    }
    steps++;
    step.asks().forEach(asking -> outstanding.add(new Outstanding(steps, asking, serving)));
  }
}
