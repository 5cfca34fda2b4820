package dev.portals.testkit.programs;

import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.LaneContext;
import dev.portals.task.Portal;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedAsked;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Tasks of random applications: all that is random is decided when they are made. */
final class RandomTasks {
  /** A request above this one makes who serves it ask for less; so every ask comes to an end. */
  private static final int ASKS_ON = 4;

  private enum Waits {
    FOR_NOTHING,
    FOR_ONE,
    FOR_BOTH
  }

  /** What a task does with an event, or before it replies. */
  private record Way(
      int portal, Waits waits, long withinMillis, int fails, boolean hooks, boolean isKept) {}

  private final SplittableRandom random;
  private final List<Portal<Integer, Integer>> portals;

  RandomTasks(SplittableRandom random, List<Portal<Integer, Integer>> portals) {
    this.random = random;
    this.portals = portals;
  }

  private Way way() {
    return new Way(
        random.nextInt(portals.size()),
        Waits.values()[random.nextInt(3)],
        random.nextInt(4) == 0 ? 1 + random.nextInt(500) : 60_000,
        random.nextInt(3) == 0 ? 7 : 100,
        random.nextBoolean(),
        random.nextBoolean());
  }

  /** One that asks with some of its events. */
  Task<Integer, Integer> task() {
    var way = way();
    return Task.define(Integer.class, Integer.class, task -> working(task, way)::onNext);
  }

  /** One that also serves a portal. */
  Task<Integer, Integer> serving(int portal) {
    var way = way();
    var served = way();
    return Task.define(
        Integer.class,
        Integer.class,
        task -> {
          serve(task, portals.get(portal), served);
          return working(task, way)::onNext;
        });
  }

  /** One that only serves a portal. */
  Task<Void, Integer> service(int portal) {
    var way = way();
    return Task.service(Integer.class, task -> serve(task, portals.get(portal), way));
  }

  private interface Working {
    void onNext(Integer n, TaskContext<Integer> ctx);
  }

  private Working working(TaskBuilder<Integer, Integer> task, Way way) {
    var seen = task.perKey("seen", Integer.class, 0);
    var kept = task.perKeyMap("kept", Integer.class, Integer.class);
    var put = task.stash("put", Integer.class);
    var asker = task.asks(portals.get(way.portal()));
    var one =
        task.onAnswer("one", asker, Integer.class, (n, answer, ctx) -> ctx.emit(value(answer) + n));
    var both =
        task.onAnswers(
            "both", asker, Integer.class, (n, answers, ctx) -> ctx.emit(sum(answers, n)));
    if (way.hooks()) {
      hooks(task);
    }
    return (n, ctx) -> {
      var count = ctx.state(seen).update(before -> before + 1);
      if (way.isKept()) {
        ctx.state(kept).update(n, 0, before -> before + count);
        ctx.state(put).put(n);
        if (count % 3 == 0) {
          ctx.state(put).takeAll().forEach(ctx::emit);
        }
      }
      requireNot(way, n);
      if (n % 2 == 0) {
        ctx.emit((n + count) % 12);
        return;
      }
      var within = Duration.ofMillis(way.withinMillis());
      switch (way.waits()) {
        case FOR_NOTHING -> ctx.ask(asker, n);
        case FOR_ONE -> ctx.ask(asker, n).within(within).then(one, n);
        case FOR_BOTH ->
            ctx.all(List.of(ctx.ask(asker, n).within(within), ctx.ask(asker, n - 1))).then(both, n);
      }
    };
  }

  private static void hooks(TaskBuilder<Integer, Integer> task) {
    var atoms = task.perTask("atoms", Integer.class, 0);
    task.onAtomComplete(ctx -> count(ctx, it -> ctx.state(atoms).update(it)));
    task.onComplete(ctx -> count(ctx, it -> ctx.state(atoms).update(it)));
    task.onError((thrown, ctx) -> count(ctx, it -> ctx.state(atoms).update(it)));
  }

  private interface Counter {
    Integer update(UnaryOperator<Integer> change);
  }

  private static void count(LaneContext<Integer> ctx, Counter counter) {
    ctx.emit(counter.update(n -> n + 1) % 12);
  }

  private <I> void serve(TaskBuilder<I, Integer> task, Portal<Integer, Integer> portal, Way way) {
    var served = task.perKey("served", Integer.class, 0);
    Asker<Integer, Integer> asker = task.asks(portals.get(way.portal()));
    var replies = task.replies(portal);
    var one =
        replies.onAnswer(
            "replyOne", asker, Integer.class, (n, answer, ctx) -> ctx.reply(value(answer) + n));
    var both =
        replies.onAnswers(
            "replyBoth", asker, Integer.class, (n, answers, ctx) -> ctx.reply(sum(answers, n)));
    replies.onAsk(
        (n, ctx) -> {
          var count = ctx.state(served).update(before -> before + 1);
          requireNot(way, n);
          ctx.emit(count % 12);
          if (n <= ASKS_ON || way.waits() == Waits.FOR_NOTHING) {
            ctx.reply(count);
            return;
          }
          var less = asked(ctx, asker, n - ASKS_ON, way);
          if (way.waits() == Waits.FOR_ONE) {
            less.then(one, n);
          } else {
            ctx.all(List.of(less, asked(ctx, asker, n - ASKS_ON - 1, way))).then(both, n);
          }
        });
  }

  private static ServedAsked<Integer, Integer> asked(
      ReplyContext<Integer, Integer> ctx, Asker<Integer, Integer> asker, int n, Way way) {
    return ctx.ask(asker, n).within(Duration.ofMillis(way.withinMillis()));
  }

  private static void requireNot(Way way, int n) {
    if (n == way.fails()) {
      throw new IllegalStateException("there is no " + n);
    }
  }

  private static int value(Answer<Integer> answer) {
    return answer instanceof Answer.Replied<Integer> replied ? replied.value() % 12 : 0;
  }

  private static int sum(List<Answer<Integer>> answers, int n) {
    return (n + answers.stream().mapToInt(RandomTasks::value).sum()) % 12;
  }
}
