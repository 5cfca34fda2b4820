package dev.portals.benchmarks.load;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Runs {@link Bookings} for some time and takes samples. */
public final class SteadyLoad {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EACH_SAMPLE = 10;

  /** Beyond this, what is used in the second half is not taken for what the first half used. */
  private static final double MOST_GROWTH = 1.25;

  private final int minutes;
  private final int eventsPerSecond;
  private final List<Sample> samples = new ArrayList<>();

  /** For so many minutes, at a rate that is a multiple of the size of an atom. */
  public SteadyLoad(int minutes, int eventsPerSecond) {
    this.minutes = minutes;
    this.eventsPerSecond = eventsPerSecond;
  }

  /**
   * Runs it to the end.
   *
   * @return a table, in Markdown
   * @throws IllegalStateException if events are lost or made twice, or something grows
   */
  public String run(Path directory) throws IOException, InterruptedException {
    long events = 60L * minutes * eventsPerSecond / Bookings.ATOM * Bookings.ATOM;
    var meter = new Meter(directory);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Bookings.applications(events, eventsPerSecond).toArray(Application[]::new));
      var subscribers = new Subscribers(portals);
      var asked = runToTheEnd(portals, meter, subscribers);
      subscribers.stop();
      require("the reader has counted", total(portals), events);
      if (subscribers.truncated() == 0) {
        require("the subscriber that is woken has read", subscribers.events(), events);
      }
      return report(events, asked, subscribers);
    }
  }

  private long runToTheEnd(LocalPortals portals, Meter meter, Subscribers subscribers)
      throws IOException, InterruptedException {
    var isQuiet = false;
    var second = 0L;
    while (!isQuiet) {
      second++;
      if (second > 60L * minutes + PATIENCE.toSeconds()) {
        throw new IllegalStateException("not done in time: " + portals.lanes());
      }
      isQuiet = portals.awaitQuiet(PAUSE);
      if (second % EACH_SAMPLE == 0) {
        samples.add(meter.sample(subscribers.events()));
      }
      total(portals);
    }
    return second;
  }

  private static long total(LocalPortals portals) {
    return portals.ask(Bookings.TOTAL, "all", UUID.randomUUID().toString()).join().orThrow();
  }

  private static void require(String what, long is, long events) {
    if (is != events) {
      throw new IllegalStateException("%s %,d events of %,d".formatted(what, is, events));
    }
  }

  private String report(long events, long asked, Subscribers subscribers) {
    return """
        %,d events in %d minutes, each counted once, and %,d asks from outside. A subscriber that was woken read %,d \
        events and was told %d times that what it wanted is not kept any more; one that looked once a minute was told \
        so %d times, and went on.

        | | most in the first half, MiB | most in the second half, MiB |
        |---|---|---|
        %s%s%s"""
        .formatted(
            events,
            minutes,
            asked,
            subscribers.events(),
            subscribers.truncated(),
            subscribers.truncatedSlow(),
            row("disk", Sample::disk),
            row("process in memory", Sample::process),
            row("heap after a collection", Sample::heap));
  }

  private String row(String what, ToLongFunction<Sample> bytes) {
    var half = samples.size() / 2;
    var first = of(samples.subList(0, half), bytes).getMax();
    var second = of(samples.subList(half, samples.size()), bytes).getMax();
    if (second > first * MOST_GROWTH) {
      throw new IllegalStateException(
          "%s grew from %,d to %,d bytes".formatted(what, first, second));
    }
    return "| %s | %d | %d |%n".formatted(what, first >> 20, second >> 20);
  }

  private static LongSummaryStatistics of(List<Sample> some, ToLongFunction<Sample> bytes) {
    return some.stream().mapToLong(bytes).summaryStatistics();
  }

  /** Writes a page with the picture. */
  public void write(Path page, Path picture, String report) throws IOException {
    Chart.write(picture, "%,d events a second".formatted(eventsPerSecond), samples);
    var text =
        """
        # A steady load

        Written by `./benchmarks/run Load %d %d` on %s, one process, 2 cores, heap of at most %d MiB.

        %s
        ![memory and disk over time](%s)
        """;
    Files.writeString(
        page,
        text.formatted(
            minutes,
            eventsPerSecond,
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().maxMemory() >> 20,
            report,
            picture.getFileName()));
  }
}
