package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.plan.Plan;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import dev.portals.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CyclesTest {
  private static final int EVENTS = 40;
  private static final String LARGE = "x".repeat(100_000);
  private static final AtomStream<String> OTHER = AtomStream.at("/q/streams/other", String.class);

  @TempDir Path directory;

  /** Each event goes round three times, and then is counted down. */
  private static Task<String, String> round(CountDownLatch done) {
    return Task.define(
        String.class,
        String.class,
        task -> {
          task.replies(Programs.ECHO)
              .onAsk(
                  (q, ctx) -> {
                    ctx.emit("0" + LARGE);
                    ctx.reply(q);
                  });
          return (s, ctx) -> {
            if (s.charAt(0) == '3') {
              done.countDown();
            } else {
              ctx.emit((char) (s.charAt(0) + 1) + s.substring(1));
            }
          };
        });
  }

  private static Application loop(AtomStream<String> from, CountDownLatch done) {
    return Application.named(
        "p",
        app -> app.workflow("w", from).key(s -> "k").task("t", round(done)).sink(Programs.OUT));
  }

  private static Application back() {
    return Application.named(
        "q", app -> app.workflow("w", Programs.OUT).filter(s -> true).sink(OTHER));
  }

  private static List<Plan> plans(Application... applications) {
    return Stream.of(applications).map(application -> Plan.of(application.graph())).toList();
  }

  private void requireNoStandstill(CountDownLatch done, Application... applications)
      throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(applications);
      for (var n = 0; n < EVENTS; n++) { // four times what a reader off a cycle may be behind
        portals.ask(Programs.ECHO, "a" + n, "k" + n);
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).as("went round: " + portals.lanes()).isTrue();
    }
  }

  @Test
  void loop_withMoreUnderWayThanTheLimit_goesOn() throws Exception {
    var done = new CountDownLatch(EVENTS);
    requireNoStandstill(done, loop(Programs.OUT, done));
  }

  @Test
  void loop_overTwoApplications_goesOn() throws Exception {
    var done = new CountDownLatch(EVENTS);
    requireNoStandstill(done, loop(OTHER, done), back());
  }

  @Test
  void streams_onACycle_areFound() {
    var done = new CountDownLatch(0);
    var out = Programs.OUT.path();
    assertThat(Cycles.streams(plans(loop(Programs.OUT, done)))).containsExactly(out);
    assertThat(Cycles.streams(plans(loop(OTHER, done), back())))
        .containsExactlyInAnyOrder(out, OTHER.path());
  }

  @Test
  void streams_besideACycle_areNotFound() {
    var done = new CountDownLatch(0);
    var source =
        Application.named(
            "s",
            app -> {
              var in = app.generate("in", Generator.of(String.class, List.of("a"), 1));
              app.workflow("into", in).filter(s -> true).sink("into");
            });
    assertThat(Cycles.streams(plans(source, Programs.producer(1), Programs.reader()))).isEmpty();
    assertThat(Cycles.streams(plans(loop(Programs.OUT, done), Programs.reader())))
        .containsExactly(Programs.OUT.path());
  }

  @Test
  void streams_thatLeadBackOverASequencerAndASplit_areOnACycle() {
    var court = Sequencer.at("/c/sequencers/court", String.class);
    var even = Splitter.at("/c/splitters/even", String.class);
    var owner =
        Application.named(
            "c",
            app -> {
              app.sequencer(court);
              app.splitter(even, app.workflow("w", court.stream()).sink("out"));
            });
    var back = Application.named("d", app -> app.connect(app.split(even, "s", any -> true), court));
    var aside =
        Application.named(
            "e",
            app ->
                app.connect(
                    app.generate("in", Generator.of(String.class, List.of("a"), 1)), court));

    assertThat(Cycles.streams(plans(owner, back, aside)))
        .containsExactlyInAnyOrder("/c/streams/court", "/c/streams/out", "/d/streams/s");
    assertThat(Cycles.streams(plans(owner, aside))).isEmpty();
  }
}
