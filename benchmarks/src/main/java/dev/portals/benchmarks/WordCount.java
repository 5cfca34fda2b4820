package dev.portals.benchmarks;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.SegmentLog;
import dev.portals.task.Generator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keyed word count, durable: 10,000 keys, atoms of 100, one output an event, one lane an operator.
 * Beside it the ceiling: a hash map and as many bytes through the same group fdatasync.
 */
public final class WordCount {
  private static final int KEYS = 10_000;
  private static final int ATOM = 100;

  private WordCount() {}

  record Counted(String word, long count) {}

  /** Arguments: events (default 2,000,000), rounds (default 3). */
  public static void main(String[] args) throws Exception {
    var events = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
    var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    System.out.println("round,events/s,ceiling events/s,ratio,bytes an event");
    for (var round = 1; round <= rounds; round++) {
      var directory = Files.createTempDirectory(Path.of(""), "measure-");
      try {
        var seconds = portals(directory.resolve("portals"), events);
        var bytes = bytes(directory.resolve("portals"));
        var ceiling = Ceiling.seconds(directory.resolve("ceiling"), events, ATOM, bytes);
        System.out.printf(
            "%d,%.0f,%.0f,%.2f,%.1f%n",
            round, events / seconds, events / ceiling, ceiling / seconds, (double) bytes / events);
      } finally {
        Directories.delete(directory);
      }
    }
  }

  private static double portals(Path directory, int events) throws InterruptedException {
    try (var portals = LocalPortals.open(directory)) {
      var start = System.nanoTime();
      portals.launch(application(events));
      if (!portals.awaitQuiet(Duration.ofMinutes(10))) {
        throw new IllegalStateException("not done after 10 minutes: " + portals.lanes());
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static Application application(int events) {
    return Application.named(
        "wordcount",
        app -> {
          var words =
              app.generate(
                  "words",
                  Generator.resumable(
                      String.class,
                      Integer.class,
                      0,
                      at ->
                          at >= events
                              ? new Generator.Ended<>()
                              : new Generator.Atom<>(words(at), at + ATOM)));
          app.workflow("count", words)
              .key(word -> word)
              .task(
                  "count",
                  Counted.class,
                  task -> {
                    var seen = task.perKey("seen", Long.class, 0L);
                    return (word, ctx) ->
                        ctx.emit(new Counted(word, ctx.state(seen).update(n -> n + 1)));
                  })
              .sink("counts");
        });
  }

  private static List<String> words(int at) {
    var words = new ArrayList<String>(ATOM);
    for (var i = 0; i < ATOM; i++) {
      words.add(word(at + i));
    }
    return words;
  }

  static String word(int at) {
    return "word" + (at * 2_654_435_761L >>> 7) % KEYS;
  }

  private static long bytes(Path directory) {
    var bytes = new AtomicLong();
    SegmentLog.open(
            directory,
            LogSettings.DEFAULT,
            (epoch, array, start, length) -> bytes.addAndGet(length),
            error -> {
              throw error;
            })
        .close();
    return bytes.get();
  }
}
