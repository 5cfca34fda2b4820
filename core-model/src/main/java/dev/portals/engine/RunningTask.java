package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.model.Node;
import dev.portals.task.Asker;
import dev.portals.task.Declaration;
import dev.portals.task.Handle;
import dev.portals.task.OnAnswers;
import dev.portals.task.OnAsk;
import dev.portals.task.OnAtomComplete;
import dev.portals.task.OnComplete;
import dev.portals.task.OnError;
import dev.portals.task.OnNext;
import dev.portals.task.OnServedAnswers;
import dev.portals.task.TaskInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One lane's instance of a task, its declarations resolved to codecs. */
final class RunningTask {
  /** A continuation: who handles it and the codecs of its context and of the answer. */
  record Continues(
      Codec<Object> context,
      Codec<Object> answer,
      @Nullable OnAnswers<Object, Object, Object> handler,
      @Nullable OnServedAnswers<Object, Object, Object, Object> served,
      @Nullable Codec<Object> reply) {}

  /**
   * A served portal: who handles an ask and the codecs of request and reply.
   *
   * @param key null if the asker says it
   */
  record Serves(
      OnAsk<Object, Object, Object> handler,
      @Nullable Function<Object, String> key,
      Codec<Object> request,
      Codec<Object> reply) {}

  private final int node;
  private final String name;
  private final TaskInstance<?, ?> instance;
  private final Class<?> output;
  private final Codecs codecs;
  private final List<@Nullable Stored> states = new ArrayList<>();
  private final Map<String, Continues> continuations = new HashMap<>();
  private final Map<String, Serves> serves = new HashMap<>();

  RunningTask(int node, Node.Run run, Codecs codecs) {
    this.node = node;
    this.name = run.name();
    this.instance = run.task().instantiate();
    this.output = run.task().output();
    this.codecs = codecs;
    for (var declaration : instance.declarations()) {
      states.add(stored(declaration));
      resolve(declaration);
    }
  }

  private @Nullable Stored stored(Declaration declaration) {
    if (declaration instanceof Declaration.StateOf<?> state) {
      return slot(state);
    } else if (declaration instanceof Declaration.MapOf<?, ?> map) {
      return new MapSlot(name + "/" + map.name(), codec(map.key()), codec(map.value()));
    } else if (declaration instanceof Declaration.StashOf<?> stash) {
      return new StashSlot(name + "/" + stash.name(), codec(stash.type()));
    }
    return null;
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

  /** The hook behind an atom's last event, if there is one. */
  @SuppressWarnings("unchecked") // as below
  Optional<OnAtomComplete<Object>> onAtomComplete() {
    return instance.onAtomComplete().map(hook -> (OnAtomComplete<Object>) hook);
  }

  /** The hook behind all atoms and answers, if there is one. */
  @SuppressWarnings("unchecked") // as below
  Optional<OnComplete<Object>> onComplete() {
    return instance.onComplete().map(hook -> (OnComplete<Object>) hook);
  }

  /** The hook that hears what failed, if there is one. */
  @SuppressWarnings("unchecked") // as below
  Optional<OnError<Object>> onError() {
    return instance.onError().map(hook -> (OnError<Object>) hook);
  }

  /** What a context gives for a handle; {@code key} is "" for state of the task. */
  Object state(Handle handle, StepScope scope, String key) {
    var stored = states.get(instance.slot(handle));
    if (stored == null) {
      throw new PortalsException(handle.name() + " of task " + name + " is not state");
    }
    return stored.view(scope, key);
  }

  void requireOwn(Asker<?, ?> asker) {
    instance.slot(asker);
  }

  TaskInstance<?, ?> instance() {
    return instance;
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
  private static OnAnswers<Object, Object, Object> untypedAnswer(OnAnswers<?, ?, ?> handler) {
    return (OnAnswers<Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static OnServedAnswers<Object, Object, Object, Object> untypedServed(
      OnServedAnswers<?, ?, ?, ?> handler) {
    return (OnServedAnswers<Object, Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static OnAsk<Object, Object, Object> untypedAsk(OnAsk<?, ?, ?> handler) {
    return (OnAsk<Object, Object, Object>) handler;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Function<Object, String> untypedKey(@Nullable Function<?, String> key) {
    return (Function<Object, String>) key;
  }
}
