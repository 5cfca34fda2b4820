package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.model.Node;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
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
 * Then every generator makes one. Then what is complete is sealed. Workflows and generators are in
 * the order of launch and declaration. Where the model leaves an order open, as between workflows
 * that do not read one another, a backend may show another result than this one.
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
   * streams from the start, those of earlier launches from now on (S11).
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
   * @throws PortalsException if nobody replies to it
   */
  @SuppressWarnings("unchecked") // a reply is of the portal's class
  public <Q, R> Answer<R> ask(Portal<Q, R> portal, Q request) {
    var values = parts.replier(portal.path()).workflow().values;
    var heard = new ArrayList<Answer<Bytes>>();
    send(portal, values.encode(portal.request(), request), heard::add);
    run();
    return (Answer<R>) values.answer(portal.reply(), heard.get(0));
  }

  /** One thing after another, each done to its end (S1). */
  private void run() {
    var more = true;
    while (more) {
      more = settle() || consume() || generate() || seal();
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
              var produced = generator.next().apply(at);
              if (produced instanceof Generator.Atom<Object, Object> atom) {
                made.atoms.put(
                    stream.stream, stream.values.encode(generator.type(), atom.events()));
                source.cursor = stream.values.encode(generator.cursor(), atom.next());
              } else if (!(produced instanceof Generator.Ended<Object, Object>)) {
                throw new PortalsException("the reference cannot go on from " + produced);
              }
            });
    if (step.error != null) {
      deadLetters.add(new DeadLetter.OfGenerator(stream.stream.path(), step.error));
    }
    stream.atoms.addAll(step.error == null ? step.atoms.values() : List.of());
    stream.isSealed = step.error != null || step.atoms.isEmpty();
  }

  /** Complete is what reads only sealed streams and replies to no portal. */
  private boolean seal() {
    var before = parts.streams.values().stream().filter(stream -> stream.isSealed).count();
    for (var workflow : parts.workflows) {
      var replies = parts.repliers.values().stream().anyMatch(it -> it.workflow() == workflow);
      if (!replies && workflow.read.keySet().stream().allMatch(it -> parts.stream(it).isSealed)) {
        for (var node : workflow.nodes) {
          if (node instanceof Node.Write write) {
            parts.stream(write.stream().path()).isSealed = true;
          }
        }
      }
    }
    return before < parts.streams.values().stream().filter(stream -> stream.isSealed).count();
  }

  /** A step takes effect, or it failed: then its asker hears so, or it is put aside (S8, S9). */
  private void end(
      WorkflowRun workflow,
      Step step,
      @Nullable Served served,
      Function<String, DeadLetter> asDeadLetter) {
    var error = error(step, served);
    if (error == null) {
      take(workflow, step, served);
    } else if (served != null && !served.isAnswered && served.hopes == 0) {
      answer(served, new Answer.Failed<>(error));
    } else {
      deadLetters.add(asDeadLetter.apply(error));
    }
  }

  private static @Nullable String error(Step step, @Nullable Served served) {
    if (step.error == null && served != null) {
      if (step.reply != null && served.isAnswered) {
        return "the ask was answered before";
      } else if (step.reply == null
          && !served.isAnswered
          && served.hopes == 0
          && step.awaiting() == 0) {
        return "the ask was not answered, and nothing is left that could";
      }
    }
    return step.error;
  }

  /** All of a step takes effect at once, and only then its asks leave (S1, S5). */
  private void take(WorkflowRun workflow, Step step, @Nullable Served served) {
    step.writes.forEach(
        (id, value) ->
            value.ifPresentOrElse(
                it -> workflow.state.put(id, it), () -> workflow.state.remove(id)));
    step.atoms.forEach((stream, events) -> parts.stream(stream.path()).atoms.add(events));
    for (var asking : step.asks) {
      var ask = asking.ask();
      send(ask.portal, ask.payload, answer -> hear(workflow, asking, answer, served));
    }
    if (served != null) {
      served.hopes += step.awaiting();
      if (step.reply != null) {
        answer(served, new Answer.Replied<>(step.reply));
      }
    }
  }

  private void send(Portal<?, ?> portal, Bytes payload, Consumer<Answer<Bytes>> caller) {
    var replier = parts.replier(portal.path());
    var served = new Served(caller);
    messages.add(
        () ->
            end(
                replier.workflow(),
                replier.workflow().ask(replier.task(), replier.replies(), payload),
                served,
                error -> {
                  throw new IllegalStateException("a handler failed, and nobody hears: " + error);
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

  /** Every value of state that is set. */
  public Map<StateId, Object> states() {
    var states = new LinkedHashMap<StateId, Object>();
    for (var workflow : parts.workflows) {
      for (var task : workflow.tasks.values()) {
        for (var declaration : task.instance().declarations()) {
          if (declaration instanceof Declaration.StateOf<?> declared) {
            workflow.state.forEach(
                (id, value) -> {
                  if (id.equals(task.state(declared, id.key()))) {
                    states.put(id, workflow.values.decode(declared.type(), value));
                  }
                });
          }
        }
      }
    }
    return states;
  }

  /** What took no effect, in order. */
  public List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
