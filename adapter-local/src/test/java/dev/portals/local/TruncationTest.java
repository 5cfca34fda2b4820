package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.LaneHash;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log stays about as large as what it must hold, while lanes run and over restarts. */
class TruncationTest {
  private static final LogSettings SMALL = new LogSettings(1 << 20, 1 << 19, 500_000);
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int KEYS = 1_000;
  private static final int EVENTS = 400_000;
  private static final String FILLER = "x".repeat(200);
  private static final AtomStream<Integer> NUMBERS =
      AtomStream.at("/counts/streams/numbers", Integer.class);
  private static final Portal<String, Integer> SEEN =
      Portal.at("/counts/portals/seen", String.class, Integer.class, key -> key);

  /** What is kept for a key: large enough for a snapshot of many pieces. */
  public record Seen(int times, String filler) {}

  @TempDir private Path directory;

  private LocalPortals open(int lanes) {
    return new LocalPortals(LogSource.in(directory, SMALL), OptionalInt.of(lanes));
  }

  private static Application counts(int events) {
    return Application.named(
        "counts",
        app ->
            app.workflow("count", app.generate(NUMBERS, Generator.range(0, events, 100)))
                .key(number -> "" + number % KEYS)
                .task(
                    "count",
                    Integer.class,
                    task -> {
                      var seen = task.perKey("seen", Seen.class, new Seen(0, FILLER));
                      task.replies(SEEN)
                          .onAsk((key, ctx) -> ctx.reply(ctx.state(seen).value().times()));
                      return (number, ctx) -> {
                        if (number == 7) {
                          throw new IllegalStateException("no sevens");
                        }
                        ctx.state(seen).update(it -> new Seen(it.times() + 1, it.filler()));
                      };
                    })
                .sink("counts"));
  }

  private static Application reader() {
    return Application.named(
        "later",
        app ->
            app.workflow("read", NUMBERS)
                .key(number -> "all")
                .task(
                    "read",
                    Integer.class,
                    task -> {
                      var read = task.perKey("read", Integer.class, 0);
                      return (number, ctx) -> ctx.state(read).update(n -> n + 1);
                    })
                .consume());
  }

  private long logBytes() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static void requireCounts(LocalPortals portals, int lanes, String run) {
    for (var key : List.of(0, 1, 500, KEYS - 1)) {
      // of the first atom the share with the seven counts nothing
      var lost = key < 100 && LaneHash.lane("" + key, lanes) == LaneHash.lane("7", lanes);
      var expected = EVENTS / KEYS - (lost ? 1 : 0);
      assertThat(portals.ask(SEEN, "" + key, run + key).join().orThrow())
          .as("key " + key)
          .isEqualTo(expected);
    }
    assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
    assertThat(portals.lanes().stream().mapToInt(lane -> lane.deadLetters()).sum()).isEqualTo(1);
  }

  private void runAndRestart(int lanes) throws Exception {
    try (var portals = open(lanes)) {
      portals.launch(counts(EVENTS));
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      requireCounts(portals, lanes, "first");
    }
    assertThat(logBytes()).isLessThan(48L << 20);
    for (var life = 0; life < 3; life++) {
      try (var portals = open(lanes)) {
        portals.launch(counts(EVENTS));
        assertThat(portals.awaitQuiet(SOON)).isTrue();
        requireCounts(portals, lanes, "life " + life);
      }
    }
  }

  @Test
  void log_ofOneLane_staysSmallAndKeepsAll() throws Exception {
    runAndRestart(1);
  }

  @Test
  void log_ofThreeLanes_staysSmallAndKeepsAll() throws Exception {
    runAndRestart(3);
  }

  @Test
  void atoms_forAReaderThatIsNotLaunched_areKept() throws Exception {
    try (var portals = open(1)) {
      portals.launch(counts(EVENTS), reader());
    }
    try (var portals = open(1)) {
      portals.launch(counts(EVENTS)); // waits for its reader, which was launched before
      assertThat(portals.awaitQuiet(Duration.ofSeconds(2))).isFalse();
      portals.launch(reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      requireCounts(portals, 1, "all");
      assertThat(portals.lanes().stream().filter(lane -> lane.lane().application().equals("later")))
          .allMatch(lane -> lane.sealed() || lane.atoms() == EVENTS / 100 + 1);
    }
    assertThat(logBytes()).isLessThan(48L << 20);
  }
}
