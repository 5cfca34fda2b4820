package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.model.Node;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.Generator;
import dev.portals.task.LaneContext;
import dev.portals.task.Portal;
import dev.portals.task.TaskInstance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs applications as the model says, with one lane an operator, no failures and no time passing.
 *
 * <p>Its order is fixed. Asks and answers come first, in the order in which they were made, so all
 * of an atom's settle before the next (S7). Then the first workflow with an unread atom takes one.
 * Then every generator makes one. Then a workflow whose inputs have ended completes. Workflows and
 * generators are in the order of launch and declaration. Where the model leaves an order open, as
 * between workflows that do not read one another, a backend may show another result than this one.
 *
 * <p>A step that throws is run once: where nothing else fails, the next attempt would end alike.
 * What bounds backends (bytes of a step, depth of asks, deadlines) is no part of the model.
 *
 * <p>For one thread.
 */
public final class Interpreter {
  /** An ask that is being served; hopes are the continuations that may still reply to it. */
  private static final class Served {
    final Consumer<Answer<Bytes>> caller;
    boolean isAnswered;
    long hopes;

    Served(Consumer<Answer<Bytes>> caller) {
      this.caller = caller;
    }
  }

  private Parts parts = new Parts();
  private final Queue<Runnable> messages = new ArrayDeque<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  /** Nothing is launched. */
  public Interpreter() {}

  /**
   * Launches applications together and runs until nothing is left to do. They read one another's
   * streams from the start, those of earlier launches from where they say (S11).
   *
   * @throws PortalsException if one reads a stream or asks a portal that nobody has, or runs
   *     already; nothing was launched
   */
  public void launch(Application... applications) {
    parts = parts.with(applications);
    run();
  }

  /**
   * Asks a portal from outside and runs until nothing is left to do.
   *
   * @throws PortalsException if nobody replies to it, or the request does not say its key
   */
  @SuppressWarnings("unchecked") // a reply is of the portal's class
  public <Q, R> Answer<R> ask(Portal<Q, R> portal, Q request) {
    var values = parts.replier(portal.path()).workflow().values;
    var heard = new ArrayList<Answer<Bytes>>();
    var key = StepContext.requireKey(portal.keyOf(request));
    send(new Asks.Ask(portal, key, values.encode(portal.request(), request)), heard::add);
    run();
    return (Answer<R>) values.answer(portal.reply(), heard.get(0));
  }

  /** One thing after another, each done to its end (S1). */
  private void run() {
    var more = true;
    while (more) {
      more = settle() || consume() || generate() || complete();
    }
  }

  private boolean settle() {
    var message = messages.poll();
    if (message != null) {
      message.run();
    }
    return message != null;
  }

  private boolean consume() {
    for (var workflow : parts.workflows) {
      for (var input : workflow.read.entrySet()) {
        var stream = parts.stream(input.getKey());
        int number = input.getValue();
        if (number < stream.atoms.size()) {
          input.setValue(number + 1);
          atom(workflow, stream.stream, stream.atoms.get(number));
          return true;
        }
      }
    }
    return false;
  }

  private void atom(WorkflowRun workflow, AtomStream<?> stream, List<Bytes> bytes) {
    var events = workflow.values.decode(stream.type(), bytes);
    end(
        workflow,
        workflow.atom(stream.path(), events),
        null,
        error -> new DeadLetter.OfAtom(workflow.path, stream.path(), events, error));
  }

  private boolean generate() {
    var open = parts.sources.stream().filter(source -> !source.stream.isSealed).toList();
    open.forEach(this::generate);
    return !open.isEmpty();
  }

  @SuppressWarnings("unchecked") // the cursor is of the generator's class
  private void generate(Parts.Source source) {
    var generator = (Generator<Object, Object>) source.generator;
    var stream = source.stream;
    var step =
        Step.run(
            Map.of(),
            made -> {
              var at = stream.values.decode(generator.cursor(), source.cursor);
              var produced = generator.next().at(at, StepContext.NOW);
              if (produced instanceof Generator.Atom<Object, Object> atom) {
                made.atoms.put(
                    stream.stream, stream.values.encode(generator.type(), atom.events()));
                source.cursor = stream.values.encode(generator.cursor(), atom.next());
              } else if (!(produced instanceof Generator.Ended<Object, Object>)) {
                throw new PortalsException("the reference cannot go on from " + produced);
              }
            });
    if (step.thrown != null) {
      deadLetters.add(new DeadLetter.OfGenerator(stream.stream.path(), step.thrown.toString()));
    }
    stream.atoms.addAll(step.thrown == null ? step.atoms.values() : List.of());
    stream.isSealed = step.thrown != null || step.atoms.isEmpty();
  }

  /** A workflow whose inputs have ended runs each onComplete, and seals unless it replies (S3). */
  private boolean complete() {
    for (var workflow : parts.workflows) {
      var inputs = workflow.read.keySet();
      if (!inputs.isEmpty() && inputs.stream().allMatch(path -> parts.stream(path).isSealed)) {
        for (var task : workflow.tasks.values()) {
          if (workflow.completed.add(task.name())) {
            complete(workflow, task);
            return true;
          }
        }
        if (seal(workflow)) {
          return true;
        }
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked") // what it emits is of the task's class
  private void complete(WorkflowRun workflow, TaskRun task) {
    var instance = (TaskInstance<?, Object>) task.instance();
    instance
        .onComplete()
        .ifPresent(
            hook ->
                end(
                    workflow,
                    workflow.hook(task, hook::onComplete),
                    null,
                    error -> new DeadLetter.OfCompletion(workflow.path, task.name(), error)));
  }

  private boolean seal(WorkflowRun workflow) {
    var sealed = false;
    if (parts.repliers.values().stream().noneMatch(it -> it.workflow() == workflow)) {
      for (var node : workflow.nodes) {
        if (node instanceof Node.Write write) {
          var stream = parts.stream(write.stream().path());
          sealed |= !stream.isSealed;
          stream.isSealed = true;
        }
      }
    }
    return sealed;
  }

  /** A step takes effect, or it failed: then its asker hears so, or it is put aside (S8, S9). */
  private void end(
      WorkflowRun workflow,
      Step step,
      @Nullable Served served,
      Function<String, DeadLetter> asDeadLetter) {
    var error = step.thrown == null ? refusal(step, served) : step.thrown.toString();
    if (error == null) {
      take(workflow, step, served);
    } else if (served == null) {
      hear(workflow, step);
      giveUp(workflow, asDeadLetter.apply(error));
    } else if (!served.isAnswered && served.hopes == 0) {
      answer(served, new Answer.Failed<>(error));
    } else {
      deadLetters.add(asDeadLetter.apply(error));
    }
  }

  /** What the workflow's policy says of what failed (S9). */
  private void giveUp(WorkflowRun workflow, DeadLetter letter) {
    switch (workflow.afterFailure) {
      case DEAD_LETTER -> deadLetters.add(letter);
      case SKIP -> {}
      case STOP ->
          throw new PortalsException("the reference cannot wait where it is stopped by " + letter);
    }
  }

  /** Why a step that serves an ask must not take effect, or null. */
  private static @Nullable String refusal(Step step, @Nullable Served served) {
    if (served == null) {
      return null;
    } else if (step.reply != null) {
      return served.isAnswered ? "the ask was answered before" : null;
    }
    return !served.isAnswered && served.hopes == 0 && step.awaiting() == 0
        ? "the ask was not answered, and nothing is left that could"
        : null;
  }

  /** The onError of the task that threw, which leaves nothing if it throws itself. */
  @SuppressWarnings("unchecked") // as for onComplete
  private void hear(WorkflowRun workflow, Step failed) {
    var thrown = failed.thrown;
    if (failed.running != null && thrown != null) {
      var instance = (TaskInstance<?, Object>) failed.running.instance();
      Consumer<LaneContext<Object>> hook =
          ctx -> instance.onError().ifPresent(it -> it.onError(thrown, ctx));
      var step = workflow.hook(failed.running, hook);
      if (step.thrown == null) {
        take(workflow, step, null);
      }
    }
  }

  /** All of a step takes effect at once, and only then its asks leave (S1, S5). */
  private void take(WorkflowRun workflow, Step step, @Nullable Served served) {
    step.writes.forEach(
        (id, value) ->
            value.ifPresentOrElse(
                it -> workflow.state.put(id, it), () -> workflow.state.remove(id)));
    step.atoms.forEach((stream, events) -> parts.stream(stream.path()).atoms.add(events));
    for (var asking : step.asks) {
      send(asking.ask(), answer -> hear(workflow, asking, answer, served));
    }
    if (served != null) {
      served.hopes += step.awaiting();
      if (step.reply != null) {
        answer(served, new Answer.Replied<>(step.reply));
      }
    }
  }

  private void send(Asks.Ask ask, Consumer<Answer<Bytes>> caller) {
    var replier = parts.replier(ask.portal.path());
    var workflow = replier.workflow();
    var served = new Served(caller);
    messages.add(
        () ->
            end(
                workflow,
                workflow.ask(replier.task(), replier.replies(), ask.key, ask.payload),
                served,
                error -> {
                  throw new IllegalStateException("nobody hears that a handler failed: " + error);
                }));
  }

  private void answer(Served served, Answer<Bytes> answer) {
    served.isAnswered = true;
    messages.add(() -> served.caller.accept(answer));
  }

  /** An answer leads to its continuation, once the others that it awaits are there (S6). */
  private void hear(
      WorkflowRun workflow, Step.Asking asking, Answer<Bytes> answer, @Nullable Served served) {
    var then = asking.ask().then;
    if (then == null) {
      if (answer instanceof Answer.Failed<Bytes> failed) {
        deadLetters.add(letter(workflow, asking, List.of(answer), failed.error()));
      }
    } else if (then.takes(asking.ask(), answer)) {
      if (served != null) {
        served.hopes--;
      }
      end(
          workflow,
          workflow.answer(asking.task(), asking.key(), then),
          served,
          error -> letter(workflow, asking, then.answers(), error));
    }
  }

  private static DeadLetter letter(
      WorkflowRun workflow, Step.Asking asking, List<Answer<Bytes>> answers, String error) {
    var portal = asking.ask().portal;
    return new DeadLetter.OfAnswers(
        workflow.path,
        asking.task().name(),
        asking.key(),
        portal.path(),
        Optional.ofNullable(asking.ask().then).map(then -> then.continuation().name()),
        answers.stream().map(it -> workflow.values.answer(portal.reply(), it)).toList(),
        error);
  }

  /** What every stream holds, by path. */
  public Map<String, StreamContent> streams() {
    var contents = new LinkedHashMap<String, StreamContent>();
    parts.streams.forEach(
        (path, it) -> {
          var type = it.stream.type();
          var atoms = it.atoms.stream().map(events -> it.values.decode(type, events)).toList();
          contents.put(path, new StreamContent(atoms, it.isSealed));
        });
    return contents;
  }

  /** Every value of state that is set: a value, the entries of a map, the events of a stash. */
  public Map<StateId, Object> states() {
    var states = new LinkedHashMap<StateId, Object>();
    for (var workflow : parts.workflows) {
      for (var task : workflow.tasks.values()) {
        for (var declared : task.instance().declarations()) {
          workflow.state.forEach(
              (id, value) -> {
                if (id.equals(task.state(declared.name(), id.key()))) {
                  states.put(id, decode(workflow.values, declared, value));
                }
              });
        }
      }
    }
    return states;
  }

  @SuppressWarnings("unchecked") // what is kept is what the declaration says
  private static Object decode(Values values, Declaration declared, Object value) {
    if (declared instanceof Declaration.MapOf<?, ?> map) {
      return Cell.OfMap.decode(values, map.key(), map.value(), (Map<Bytes, Bytes>) value);
    } else if (declared instanceof Declaration.StashOf<?> stash) {
      return values.decode(stash.type(), (List<Bytes>) value);
    }
    return values.decode(((Declaration.StateOf<?>) declared).type(), (Bytes) value);
  }

  /** What took no effect, in order. */
  public List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
