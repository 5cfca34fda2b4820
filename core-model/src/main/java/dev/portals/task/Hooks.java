package dev.portals.task;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hooks of a task, each declared at most once. */
final class Hooks<O> {
  private final Declared declared;
  private @Nullable OnAtomComplete<O> onAtomComplete;
  private @Nullable OnComplete<O> onComplete;
  private @Nullable OnError<O> onError;

  Hooks(Declared declared) {
    this.declared = declared;
  }

  void onAtomComplete(OnAtomComplete<O> hook) {
    onAtomComplete = only("onAtomComplete", onAtomComplete, hook);
  }

  void onComplete(OnComplete<O> hook) {
    onComplete = only("onComplete", onComplete, hook);
  }

  void onError(OnError<O> hook) {
    onError = only("onError", onError, hook);
  }

  private <H> H only(String name, @Nullable H before, H hook) {
    declared.requireOpen();
    if (hook == null) {
      declared.problem("declares " + name + " as null. Maybe leave it out");
    } else if (before != null) {
      declared.problem("declares " + name + " twice. Maybe one that does both");
    }
    return hook;
  }

  Optional<OnAtomComplete<O>> onAtomComplete() {
    return Optional.ofNullable(onAtomComplete);
  }

  Optional<OnComplete<O>> onComplete() {
    return Optional.ofNullable(onComplete);
  }

  Optional<OnError<O>> onError() {
    return Optional.ofNullable(onError);
  }
}
