package dev.portals.benchmarks.load;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.AtomStream;
import dev.portals.task.Continuation;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.PerKey;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Three applications: bookings are made at a steady rate, each tenth asks a ledger, and what was
 * booked is counted by a reader.
 */
final class Bookings {
  static final int ATOM = 100;
  private static final int KEYS = 10_000;
  private static final int EACH_ASKS = 10;

  static final AtomStream<Booked> BOOKED = AtomStream.at("/bookings/streams/booked", Booked.class);

  /** Adds one to an account, and says how many there are. */
  static final Portal<String, Long> POST =
      Portal.at("/ledger/portals/post", String.class, Long.class, account -> account);

  /** How many were booked on all accounts. */
  static final Portal<String, Long> TOTAL =
      Portal.at("/audit/portals/total", String.class, Long.class, all -> all);

  record Booked(String account, long count) {}

  private Bookings() {}

  static List<Application> applications(long events, int eventsPerSecond) {
    return List.of(bookings(events, eventsPerSecond), ledger(), audit());
  }

  private static Application bookings(long events, int eventsPerSecond) {
    var generator =
        Generator.<String, Long>resumable(
                String.class,
                Long.class,
                0L,
                from ->
                    from >= events
                        ? new Generator.Ended<>()
                        : new Generator.Atom<>(accounts(from), from + ATOM))
            .rate(eventsPerSecond);
    return Application.named(
        "bookings",
        app ->
            app.workflow("book", app.generate("accounts", generator))
                .key(account -> account)
                .task("book", Task.define(String.class, Booked.class, Book::new))
                .sink(BOOKED));
  }

  private static List<String> accounts(long from) {
    return IntStream.range(0, ATOM)
        .mapToObj(n -> "account-" + ((from + n) * 2_654_435_761L >>> 7) % KEYS)
        .toList();
  }

  private static Application ledger() {
    return Application.named(
        "ledger",
        app ->
            app.service(
                    "post",
                    Task.service(
                        Void.class,
                        task -> {
                          var posted = task.perKey("posted", Long.class, 0L);
                          task.replies(POST)
                              .onAsk(
                                  (account, ctx) ->
                                      ctx.reply(ctx.state(posted).update(n -> n + 1)));
                        }))
                .consume());
  }

  private static Application audit() {
    return Application.named(
        "audit",
        app ->
            app.workflow("count", BOOKED)
                .key(booked -> "all")
                .task(
                    "count",
                    Void.class,
                    task -> {
                      var total = task.perKey("total", Long.class, 0L);
                      task.replies(TOTAL).onAsk((all, ctx) -> ctx.reply(ctx.state(total).value()));
                      return (booked, ctx) -> ctx.state(total).update(n -> n + 1);
                    })
                .consume());
  }

  private static final class Book implements OnNext<String, Booked> {
    private final PerKey<Long> count;
    private final Asker<String, Long> ledger;
    private final Continuation<Long, Long> posted;

    private Book(TaskBuilder<String, Booked> task) {
      count = task.perKey("count", Long.class, 0L);
      ledger = task.asks(POST);
      posted = task.onAnswer("posted", ledger, Long.class, this::posted);
    }

    @Override
    public void onNext(String account, TaskContext<Booked> ctx) {
      long now = ctx.state(count).update(n -> n + 1);
      if (now % EACH_ASKS == 0) {
        ctx.ask(ledger, account).then(posted, now);
      } else {
        ctx.emit(new Booked(account, now));
      }
    }

    private void posted(Long at, Answer<Long> answer, TaskContext<Booked> ctx) {
      answer.orThrow();
      ctx.emit(new Booked(ctx.key(), at));
    }
  }
}
