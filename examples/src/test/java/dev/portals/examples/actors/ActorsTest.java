package dev.portals.examples.actors;

import static dev.portals.examples.actors.FibonacciActors.FIBONACCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.examples.actors.Actors.ActorRef;
import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActorsTest {
  /** Counts what it is told, and tells it on; is asked for its count. */
  record Counter(int count) implements Actors.Behaviour<Note, Integer, Counter> {
    @Override
    public Counter receive(Note note, Actors.Context<Note, Integer, Counter> ctx) {
      if (note.left() > 0) {
        ctx.tell(note.next(), new Note(note.left() - 1, ctx.self()));
      } else if (note.left() < 0) {
        ctx.stop();
      }
      ctx.reply(count + 1);
      return new Counter(count + 1);
    }
  }

  /** Stops an actor if nothing is left. */
  record Note(int left, ActorRef<Note> next) {}

  private static final Actors<Note, Integer, Counter> COUNTERS =
      Actors.of("notes", "counter", Note.class, Integer.class, Counter.class);
  private static final Portal<Note, Integer> ASK =
      Portal.at("/notes/portals/counter.ask", Note.class, Integer.class);
  private static final Portal<Note, Actors.Arrived> TELL =
      Portal.at("/notes/portals/counter.tell", Note.class, Actors.Arrived.class);
  private static final Portal<Counter, Actors.Arrived> SPAWN =
      Portal.at("/notes/portals/counter.spawn", Counter.class, Actors.Arrived.class);
  private static final ActorRef<Note> OTHER = new ActorRef<>("other");

  @TempDir private Path directory;

  @Test
  void actor_told_behavesAsItDidBecome() {
    var test = TestPortals.of(COUNTERS.task());
    test.ask(SPAWN, "one", new Counter(10));
    test.ask(TELL, "one", new Note(3, OTHER));
    assertThat(test.asked(TELL)).containsExactly(new Note(2, new ActorRef<>("one")));
    assertThat(test.ask(ASK, "one", new Note(0, OTHER)).answer())
        .contains(new Answer.Replied<>(12));
  }

  @Test
  void message_beforeTheBehaviour_isPutAsideForIt() {
    var test = TestPortals.of(COUNTERS.task());
    assertThat(test.ask(TELL, "one", new Note(0, OTHER)).answer())
        .contains(new Answer.Replied<>(new Actors.Arrived()));
    test.ask(SPAWN, "one", new Counter(0));
    assertThat(test.ask(ASK, "one", new Note(0, OTHER)).answer()).contains(new Answer.Replied<>(2));
  }

  @Test
  void actor_thatStopped_dropsMessagesAndFailsAsks() {
    var test = TestPortals.of(COUNTERS.task());
    test.ask(SPAWN, "one", new Counter(0));
    test.ask(TELL, "one", new Note(-1, OTHER));
    test.ask(TELL, "one", new Note(3, OTHER));
    assertThat(test.asked(TELL)).isEmpty();
    assertThat(test.ask(ASK, "one", new Note(0, OTHER)).answer())
        .hasValueSatisfying(answer -> assertThat(answer).isInstanceOf(Answer.Failed.class));
  }

  @Test
  void messages_passedOnAThousandTimesAndMore_areNotNested() throws Exception {
    var start = Portal.at("/notes/portals/start", Integer.class, Integer.class, n -> "start");
    var application =
        Application.named(
            "notes",
            app -> {
              app.service("counters", COUNTERS.task()).consume();
              app.service(
                      "start",
                      dev.portals.task.Task.service(
                          Void.class,
                          task -> {
                            var counters = COUNTERS.in(task);
                            var served = task.replies(start);
                            var count =
                                served.onAnswer(
                                    "count",
                                    counters.asker(),
                                    Integer.class,
                                    (n, answer, ctx) -> ctx.reply(answer.orThrow()));
                            served.onAsk(
                                (n, ctx) -> {
                                  var one = new ActorRef<Note>("one");
                                  if (n > 0) {
                                    counters.spawn(ctx, "one", new Counter(0));
                                    counters.spawn(ctx, "two", new Counter(0));
                                    var two = new ActorRef<Note>("two");
                                    counters.tell(ctx, one, new Note(n, two));
                                  }
                                  ctx.ask(counters.at(one), new Note(0, one)).then(count, n);
                                });
                          }))
                  .consume();
            });
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(application);
      portals.ask(start, 3_000, "begin").join();
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      // it was told 1,501 of 3,001 notes, and asked twice
      assertThat(portals.ask(start, 0, "end").join()).isEqualTo(new Answer.Replied<>(1_503));
    }
  }

  @Test
  void fibonacci_byActors_isKnownWhenTheyAreQuiet() throws Exception {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(FibonacciActors.application());
      assertThat(portals.ask(FIBONACCI, 12, "first").join())
          .isEqualTo(new Answer.Replied<>(new Known(Optional.empty())));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(portals.ask(FIBONACCI, 12, "second").join())
          .isEqualTo(new Answer.Replied<>(new Known(Optional.of(144L))));
    }
  }

  @Test
  void fibonacci_underFaults_isAsWithout() {
    var run =
        Simulation.of(FibonacciActors.application())
            .asking(FIBONACCI, List.of(5, 5, 1))
            .lanes(2)
            .check();
    assertThat(run.schedules()).isEqualTo(100);
  }
}
