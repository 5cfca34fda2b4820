package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.task.AllAsked;
import dev.portals.task.AllContinuation;
import dev.portals.task.Asked;
import dev.portals.task.Continuation;
import dev.portals.task.ServedAllAsked;
import dev.portals.task.ServedAllContinuation;
import dev.portals.task.ServedAsked;
import dev.portals.task.ServedContinuation;
import dev.portals.task.TaskInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The asks that a step has made, as its contexts hand them out. */
final class Made {
  private Made() {}

  private record One<A>(AskDraft draft, TaskInstance<?, ?> task) implements Asked<A> {
    @Override
    public Asked<A> within(Duration time) {
      draft.within(time);
      return this;
    }

    @Override
    public <C> void then(Continuation<C, A> continuation, C context) {
      draft.await(task.slot(continuation), context, Optional.empty());
    }
  }

  private record ServedOne<A, R>(AskDraft draft, TaskInstance<?, ?> task)
      implements ServedAsked<A, R> {
    @Override
    public ServedAsked<A, R> within(Duration time) {
      draft.within(time);
      return this;
    }

    @Override
    public <C> void then(ServedContinuation<C, A, R> continuation, C context) {
      draft.await(task.slot(continuation), context, Optional.empty());
    }
  }

  private record All<A>(List<AskDraft> drafts, int group, TaskInstance<?, ?> task)
      implements AllAsked<A> {
    @Override
    public <C> void then(AllContinuation<C, A> continuation, C context) {
      await(drafts, group, task.slot(continuation), context);
    }
  }

  private record ServedAll<A, R>(List<AskDraft> drafts, int group, TaskInstance<?, ?> task)
      implements ServedAllAsked<A, R> {
    @Override
    public <C> void then(ServedAllContinuation<C, A, R> continuation, C context) {
      await(drafts, group, task.slot(continuation), context);
    }
  }

  static <A> Asked<A> asked(AskDraft draft, TaskInstance<?, ?> task) {
    return new One<>(draft, task);
  }

  static <A, R> ServedAsked<A, R> served(AskDraft draft, TaskInstance<?, ?> task) {
    return new ServedOne<>(draft, task);
  }

  static <A> AllAsked<A> all(List<Asked<A>> asks, StepScope scope, TaskInstance<?, ?> task) {
    return new All<>(drafts(asks), scope.newGroup(), task);
  }

  static <A, R> ServedAllAsked<A, R> servedAll(
      List<ServedAsked<A, R>> asks, StepScope scope, TaskInstance<?, ?> task) {
    return new ServedAll<>(drafts(asks), scope.newGroup(), task);
  }

  private static List<AskDraft> drafts(List<?> asks) {
    if (asks.isEmpty()) {
      throw new PortalsException("all(…) awaits no ask. Maybe do what follows at once");
    }
    var drafts = new ArrayList<AskDraft>();
    for (var ask : asks) {
      if (ask instanceof One<?> one) {
        drafts.add(one.draft());
      } else if (ask instanceof ServedOne<?, ?> one) {
        drafts.add(one.draft());
      } else {
        throw new PortalsException("all(…) awaits " + ask + ". Maybe what ctx.ask(…) gave");
      }
    }
    return drafts;
  }

  private static void await(List<AskDraft> drafts, int group, int declaration, Object context) {
    for (var index = 0; index < drafts.size(); index++) {
      var member = new Step.Member(group, index, drafts.size());
      drafts.get(index).await(declaration, context, Optional.of(member));
    }
  }
}
