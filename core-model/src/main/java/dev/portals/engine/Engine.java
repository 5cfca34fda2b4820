package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.plan.LaneHash;
import dev.portals.plan.Operator;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one lane of an operator, a step at a time. Holds the lane's task instances and
 * nothing between steps; one thread at a time. A step that throws {@link StepFailedException} has
 * done nothing.
 */
public final class Engine {
  /** The state in which a generator's lane keeps its cursor. */
  public static final String CURSOR = "cursor";

  /** The state in which a lane keeps, by name, the tasks that have completed. */
  public static final String COMPLETED = "completed";

  private final Operator operator;
  private final List<Node> nodes;
  private final Map<String, RunningTask> tasks = new HashMap<>();
  private final Map<String, RunningTask> repliers = new HashMap<>();

  public Engine(Operator operator) {
    this.operator = operator;
    this.nodes = operator.nodes();
    for (var id = 0; id < nodes.size(); id++) {
      if (nodes.get(id) instanceof Node.Run run) {
        var task = new RunningTask(id, run, operator.codecs());
        tasks.put(task.name(), task);
        task.serves().keySet().forEach(portal -> repliers.put(portal, task));
      }
    }
  }

  /** Processes one atom of a stream, task by task (S2). An empty atom gives empty atoms. */
  public Step atom(String port, int count, Bytes events, StateReader state, Instant now) {
    var scope = new StepScope(state, now, count);
    var batches = new @Nullable Batch[nodes.size()];
    for (var id = 0; id < nodes.size(); id++) {
      var node = nodes.get(id);
      if (node instanceof Node.Read read && read.stream().path().equals(port)) {
        batches[id] =
            events(port, () -> EventList.decode(codec(read.stream().type()), count, events));
      } else if (node instanceof Node.Receive receive && receive.edge().owns(port)) {
        batches[id] =
            events(port, () -> EventList.decodeKeyed(codec(receive.edge().type()), count, events));
      }
    }
    return end(scope, () -> flow(batches, 0, scope));
  }

  private static Batch events(String port, Supplier<Batch> decoded) {
    return read(port + " holds an atom", decoded);
  }

  /** What cannot be read now can be read by no other attempt: the step fails for good. */
  private static <T> T read(String what, Supplier<T> decoded) {
    try {
      return decoded.get();
    } catch (CodecException unreadable) {
      throw new StepFailedException(
          what + " that this code cannot read: " + unreadable.getMessage());
    }
  }

  /**
   * Serves one ask. Its emissions form an atom of its own (S4); without any there is none.
   *
   * @param key what the asker says the request is about
   * @return empty if the request itself is about another key: it was sent to the wrong lane, and
   *     did not run
   */
  public Optional<Step> ask(
      String portal, String key, Bytes payload, StateReader state, Instant now) {
    var task = repliers.get(portal);
    var serves = task == null ? null : task.serves().get(portal);
    if (task == null || serves == null) {
      throw new PortalsException(operator.name() + " does not reply to " + portal);
    }
    var where = task.name() + " onAsk " + portal;
    var request = guarded(where, () -> Codecs.decode(serves.request(), payload));
    var about = serves.key();
    if (about != null
        && !key.equals(guarded(where, () -> Keys.require(about.apply(request), request)))) {
      return Optional.empty();
    }
    var scope = new StepScope(state, now);
    var emitted = new Batch();
    var ctx = new ServeContext<>(scope, task, emitted, key, serves.reply());
    return Optional.of(
        end(
            scope,
            () -> {
              guard(where, () -> serves.handler().onAsk(request, ctx), ctx);
              return behind(task, emitted, scope);
            }));
  }

  /** Runs a continuation. Its emissions form an atom of its own (S4); without any there is none. */
  public Step answer(
      String taskName,
      String key,
      Step.Then then,
      List<Answer<Bytes>> answers,
      StateReader state,
      Instant now) {
    var task = tasks.get(taskName);
    if (task == null) {
      throw new PortalsException(
          operator.name()
              + " has no task \""
              + taskName
              + "\", but an ask of it awaits \""
              + then.continuation()
              + "\". Maybe it was renamed; known: "
              + tasks.keySet());
    }
    var continues = task.continuation(then.continuation());
    var where = task.name() + " continuation " + then.continuation();
    var path = "/" + operator.application() + "/" + where;
    var context =
        read(path + " has a context", () -> Codecs.decode(continues.context(), then.context()));
    var decoded =
        read(
            path + " is given an answer",
            () -> answers.stream().map(it -> decode(continues.answer(), it)).toList());
    var scope = new StepScope(state, now);
    var emitted = new Batch();
    var handler = continues.handler();
    var served = continues.served();
    var reply = continues.reply();
    return end(
        scope,
        () -> {
          if (handler != null) {
            var ctx = new EventContext<>(scope, task, emitted, key);
            guard(where, () -> handler.onAnswers(context, decoded, ctx), ctx);
          } else if (served != null && reply != null) {
            var ctx = new ServeContext<>(scope, task, emitted, key, reply);
            guard(where, () -> served.onAnswers(context, decoded, ctx), ctx);
          }
          return behind(task, emitted, scope);
        });
  }

  /** Ends a step: whatever is thrown, no context of it can be used after. */
  private static Step end(StepScope scope, Supplier<List<Step.Emission>> emissions) {
    try {
      return scope.end(emissions.get());
    } finally {
      scope.close();
    }
  }

  /** Makes the atom at a generator's cursor, if there is one now. */
  public Generated generate(StateReader state, Instant now) {
    var source = operator.source().orElseThrow();
    var scope = new StepScope(state, now);
    try {
      return generate(source, source.generator(), scope);
    } finally {
      scope.close();
    }
  }

  private <T, C> Generated generate(
      Graph.Source source, Generator<T, C> generator, StepScope scope) {
    var run = new GeneratorRun<>(generator, operator.codecs(), scope);
    if (run.due().isAfter(scope.now())) {
      return new Generated.Later(run.due());
    }
    var cursor = run.cursor();
    var produced = guarded(operator.name(), () -> run.next(cursor));
    if (produced instanceof Generator.Atom<T, C> atom) {
      var batch = new Batch();
      atom.events().forEach(event -> batch.add(event, null));
      return new Generated.Made(scope.end(List.of(emission(source.stream(), batch))));
    } else if (produced instanceof Generator.Later<T, C> later) {
      return new Generated.Later(scope.now().plus(later.after()));
    } else if (produced instanceof Generator.Until<T, C> until) {
      return new Generated.Later(until.at());
    }
    return new Generated.Ended();
  }

  private static Answer<Object> decode(Codec<Object> codec, Answer<Bytes> answer) {
    if (answer instanceof Answer.Replied<Bytes> replied) {
      return new Answer.Replied<>(Codecs.decode(codec, replied.value()));
    }
    if (answer instanceof Answer.Failed<Bytes> failed) {
      return new Answer.Failed<>(failed.error());
    }
    return new Answer.Expired<>();
  }

  private List<Step.Emission> behind(RunningTask task, Batch emitted, StepScope scope) {
    if (emitted.size() == 0) {
      return List.of();
    }
    var batches = new @Nullable Batch[nodes.size()];
    batches[task.node()] = emitted;
    return flow(batches, task.node() + 1, scope);
  }

  /**
   * Runs the nodes from {@code first} on, each over what the node before it gave; a node without
   * input is skipped.
   */
  private List<Step.Emission> flow(@Nullable Batch[] batches, int first, StepScope scope) {
    var emissions = new ArrayList<Step.Emission>();
    for (var id = first; id < nodes.size(); id++) {
      var node = nodes.get(id);
      var input = input(node, batches);
      if (input == null) {
        continue;
      }
      if (node instanceof Node.Transform transform) {
        batches[id] = transform(transform, input);
      } else if (node instanceof Node.KeyBy keyBy) {
        batches[id] = keyed(keyBy.key(), input);
      } else if (node instanceof Node.Run run) {
        batches[id] = run(run, input, scope);
      } else if (node instanceof Node.Union) {
        batches[id] = input;
      } else if (node instanceof Node.Write write) {
        emissions.add(emission(write.stream(), input));
      } else if (node instanceof Node.Send send) {
        emissions.addAll(shares(send, input));
      }
    }
    return emissions;
  }

  /** What a node takes: of a union, all that came, in the order of its inputs; null if nothing. */
  private static @Nullable Batch input(Node node, @Nullable Batch[] batches) {
    @Nullable Batch input = null;
    for (var from : node.inputs()) {
      var batch = batches[from];
      input = input == null ? batch : input.and(batch);
    }
    return input;
  }

  private Step.Emission emission(AtomStream<?> stream, Batch input) {
    return emission(stream.path(), input, () -> EventList.encode(codec(stream.type()), input));
  }

  private static Step.Emission emission(String port, Batch input, Supplier<Bytes> encoded) {
    try {
      return new Step.Emission(port, input.size(), encoded.get());
    } catch (CodecException unwritable) {
      throw new StepFailedException(port, unwritable);
    }
  }

  private Batch transform(Node.Transform transform, Batch input) {
    var output = new Batch(input.size());
    guard(
        operator.name() + " " + transform.output().getSimpleName(),
        () -> {
          for (var at = 0; at < input.size(); at++) {
            for (var event : transform.function().apply(input.event(at))) {
              output.add(event, input.key(at));
            }
          }
        });
    return output;
  }

  private Batch keyed(Function<Object, String> key, Batch input) {
    var output = new Batch(input.size());
    guard(
        operator.name() + " key",
        () -> {
          for (var at = 0; at < input.size(); at++) {
            var event = input.event(at);
            output.add(event, Keys.require(key.apply(event), event));
          }
        });
    return output;
  }

  /** Each target lane's share of the events, an atom each (S3); none for an empty share (P5). */
  private List<Step.Emission> shares(Node.Send send, Batch input) {
    var edge = send.edge();
    var keyed = keyed(send.key(), input);
    var shares = new ArrayList<Batch>();
    for (var lane = 0; lane < edge.lanes(); lane++) {
      shares.add(new Batch());
    }
    for (var at = 0; at < keyed.size(); at++) {
      var key = Objects.requireNonNull(keyed.key(at));
      shares.get(LaneHash.lane(key, edge.lanes())).add(keyed.event(at), key);
    }
    var emissions = new ArrayList<Step.Emission>();
    for (var lane = 0; lane < edge.lanes(); lane++) {
      var share = shares.get(lane);
      if (share.size() > 0 || edge.markers()) {
        emissions.add(
            emission(
                edge.port(lane), share, () -> EventList.encodeKeyed(codec(edge.type()), share)));
      }
    }
    return emissions;
  }

  private Batch run(Node.Run run, Batch input, StepScope scope) {
    var task = task(run.name());
    var output = new Batch(input.size());
    var ctx = new EventContext<>(scope, task, output, null);
    guard(
        task.name(),
        () -> {
          for (var at = 0; at < input.size(); at++) {
            ctx.moveTo(input.key(at));
            task.onNext().onNext(input.event(at), ctx);
          }
        },
        ctx);
    task.onAtomComplete()
        .ifPresent(
            hook -> hook(task, "onAtomComplete", output, scope, on -> hook.onAtomComplete(on)));
    return output;
  }

  private void hook(
      RunningTask task,
      String name,
      Batch output,
      StepScope scope,
      Consumer<HookContext<Object>> hook) {
    var ctx = new HookContext<Object>(scope, task, output);
    guard(task.name() + " " + name, () -> hook.accept(ctx), ctx);
  }

  /**
   * The first task, in topological order, with an onComplete that has not run; what it waits for is
   * the caller's to know.
   */
  public Optional<String> completing(StateReader state) {
    return operator.completes().stream()
        .filter(task -> state.read(COMPLETED, task) == null)
        .findFirst();
  }

  /**
   * Runs a task's onComplete. What it emits is an atom of its own for the tasks behind; without any
   * there is none.
   */
  public Step complete(String taskName, StateReader state, Instant now) {
    var task = task(taskName);
    var hook = task.onComplete().orElseThrow();
    var scope = new StepScope(state, now);
    scope.write(COMPLETED, taskName, Optional.of(Bytes.EMPTY));
    return hookStep(task, "onComplete", scope, hook::onComplete);
  }

  /**
   * Runs the onError of the task that threw, if it has one. What it emits is an atom of its own for
   * the tasks behind; without any there is none.
   */
  public Optional<Step> error(StepFailedException failed, StateReader state, Instant now) {
    var task = tasks.get(failed.task());
    var thrown = failed.getCause();
    if (task == null || thrown == null) {
      return Optional.empty();
    }
    return task.onError()
        .map(
            hook ->
                hookStep(
                    task, "onError", new StepScope(state, now), ctx -> hook.onError(thrown, ctx)));
  }

  private Step hookStep(
      RunningTask task, String name, StepScope scope, Consumer<HookContext<Object>> hook) {
    var emitted = new Batch();
    return end(
        scope,
        () -> {
          hook(task, name, emitted, scope, hook);
          return behind(task, emitted, scope);
        });
  }

  private RunningTask task(String name) {
    var task = tasks.get(name);
    if (task == null) {
      throw new IllegalStateException("task " + name + " was not instantiated");
    }
    return task;
  }

  private Codec<Object> codec(Class<?> type) {
    @SuppressWarnings("unchecked") // events of a port are of its declared class
    var codec = (Codec<Object>) operator.codecs().of(type);
    return codec;
  }

  /** Runs a task's code; its context is of no use after. */
  private void guard(String where, Runnable userCode, StepContext<?> ctx) {
    try {
      guard(where, ctx.task().name(), userCode);
    } finally {
      ctx.close();
    }
  }

  private void guard(String where, Runnable userCode) {
    guard(where, "", userCode);
  }

  private void guard(String where, String task, Runnable userCode) {
    guarded(
        where,
        task,
        () -> {
          userCode.run();
          return true;
        });
  }

  private <T> T guarded(String where, Supplier<T> userCode) {
    return guarded(where, "", userCode);
  }

  /**
   * Whatever user code throws fails the step; what the machine cannot go on from ends the process.
   */
  private <T> T guarded(String where, String task, Supplier<T> userCode) {
    try {
      return userCode.get();
    } catch (StackOverflowError deep) {
      throw new StepFailedException("/" + operator.application() + "/" + where, task, deep);
    } catch (VirtualMachineError machine) {
      throw machine;
    } catch (Throwable thrown) {
      throw new StepFailedException("/" + operator.application() + "/" + where, task, thrown);
    }
  }
}
