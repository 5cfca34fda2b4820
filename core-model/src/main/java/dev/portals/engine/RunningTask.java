package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.model.Node;
import dev.portals.task.Asker;
import dev.portals.task.Continuation;
import dev.portals.task.Declaration;
import dev.portals.task.OnAnswer;
import dev.portals.task.OnAsk;
import dev.portals.task.OnNext;
import dev.portals.task.OnServedAnswer;
import dev.portals.task.PerKey;
import dev.portals.task.PerTask;
import dev.portals.task.ServedContinuation;
import dev.portals.task.TaskInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One lane's instance of a task, its declarations resolved to codecs. */
final class RunningTask {
  /** A continuation: who handles it and the codecs of its context and of the answer. */
  record Continues(
      Codec<Object> context,
      Codec<Object> answer,
      @Nullable OnAnswer<Object, Object, Object> handler,
      @Nullable OnServedAnswer<Object, Object, Object, Object> served,
      @Nullable Codec<Object> reply) {}

  /** A served portal: who handles an ask and the codecs of request and reply. */
  record Serves(
      OnAsk<Object, Object, Object> handler,
      Function<Object, String> key,
      Codec<Object> request,
      Codec<Object> reply) {}

  private final int node;
  private final String name;
  private final TaskInstance<?, ?> instance;
  private final Class<?> output;
  private final Codecs codecs;
  private final List<@Nullable StateSlot> states = new ArrayList<>();
  private final Map<String, Continues> continuations = new HashMap<>();
  private final Map<String, Serves> serves = new HashMap<>();

  RunningTask(int node, Node.Run run, Codecs codecs) {
    this.node = node;
    this.name = run.name();
    this.instance = run.task().instantiate();
    this.output = run.task().output();
    this.codecs = codecs;
    for (var declaration : instance.declarations()) {
      states.add(declaration instanceof Declaration.StateOf<?> state ? slot(state) : null);
      resolve(declaration);
    }
  }

  private <T> StateSlot slot(Declaration.StateOf<T> state) {
    return new StateSlot(
        name + "/" + state.name(),
        codec(state.type()),
        Codecs.encode(codecs.of(state.type()), state.initial()));
  }

  private void resolve(Declaration declaration) {
    if (declaration instanceof Declaration.Continues<?, ?, ?> it) {
      Codec<Object> context = codec(it.context());
      Codec<Object> answer = codec(it.portal().reply());
      continuations.put(
          it.name(), new Continues(context, answer, untypedAnswer(it.handler()), null, null));
    } else if (declaration instanceof Declaration.ContinuesServed<?, ?, ?, ?> it) {
      Codec<Object> context = codec(it.context());
      Codec<Object> answer = codec(it.portal().reply());
      Codec<Object> reply = codec(it.served().reply());
      continuations.put(
          it.name(), new Continues(context, answer, null, untypedServed(it.handler()), reply));
    } else if (declaration instanceof Declaration.Replies<?, ?, ?> it) {
      serves.put(
          it.portal().path(),
          new Serves(
              untypedAsk(it.handler()),
              untypedKey(it.portal().key()),
              codec(it.portal().request()),
              codec(it.portal().reply())));
    }
  }

  int node() {
    return node;
  }

  String name() {
    return name;
  }

  Class<?> output() {
    return output;
  }

  Codecs codecs() {
    return codecs;
  }

  OnNext<Object, Object> onNext() {
    return untypedNext(instance.onNext());
  }

  StateSlot state(PerKey<?> handle) {
    return slot(instance.slot(handle));
  }

  StateSlot state(PerTask<?> handle) {
    return slot(instance.slot(handle));
  }

  private StateSlot slot(int at) {
    var slot = states.get(at);
    if (slot == null) {
      throw new PortalsException("declaration " + at + " of task " + name + " is not state");
    }
    return slot;
  }

  void requireOwn(Asker<?, ?> asker) {
    instance.slot(asker);
  }

  Declaration declaration(Continuation<?, ?> continuation) {
    return instance.declarations().get(instance.slot(continuation));
  }

  Declaration declaration(ServedContinuation<?, ?, ?> continuation) {
    return instance.declarations().get(instance.slot(continuation));
  }

  Map<String, Serves> serves() {
    return serves;
  }

  Continues continuation(String continuation) {
    var found = continuations.get(continuation);
    if (found == null) {
      throw new PortalsException(
          "task "
              + name
              + " has no continuation \""
              + continuation
              + "\", but an ask awaits it. Maybe it was "
              + "renamed; known: "
              + continuations.keySet());
    }
    return found;
  }

  // The typed parts of a task meet here as objects: their classes were checked when the application
  // was built.

  @SuppressWarnings("unchecked")
  private Codec<Object> codec(Class<?> type) {
    return (Codec<Object>) codecs.of(type);
  }

  @SuppressWarnings("unchecked")
  private static OnNext<Object, Object> untypedNext(OnNext<?, ?> handler) {
    return (OnNext<Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static OnAnswer<Object, Object, Object> untypedAnswer(OnAnswer<?, ?, ?> handler) {
    return (OnAnswer<Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static OnServedAnswer<Object, Object, Object, Object> untypedServed(
      OnServedAnswer<?, ?, ?, ?> handler) {
    return (OnServedAnswer<Object, Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static OnAsk<Object, Object, Object> untypedAsk(OnAsk<?, ?, ?> handler) {
    return (OnAsk<Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, String> untypedKey(Function<?, String> key) {
    return (Function<Object, String>) key;
  }
}
