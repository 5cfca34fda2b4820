package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.plan.Phase;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that launches, replaces and stops a reader of what it writes, and replaces the writer.
 * It says on standard output what was acknowledged, and what the reader has seen.
 */
final class TopologyProcess implements AutoCloseable {
  private static final int WRITES = 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  /** What a reader has seen since it was launched. */
  record Seen(long first, long last, long count) {
    Seen with(String event) {
      var number = Long.parseLong(event.substring(1));
      return new Seen(count == 0 ? number : first, number, count + 1);
    }
  }

  static final Portal<String, Seen> SEEN =
      Portal.at("/c/portals/seen", String.class, Seen.class, q -> q);

  private final Process process;
  private final Path out;

  private TopologyProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  static TopologyProcess start(Path directory, long seed, int next) throws IOException {
    var out = Files.createTempFile("topology", ".out");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TopologyProcess.class.getName(),
            directory.toString(),
            "" + seed,
            "" + next);
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return new TopologyProcess(builder.start(), out);
  }

  /** Kills it after some time, if it still runs then; and gives back what it said. */
  List<String> killAfter(long millis) throws IOException, InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return lines();
  }

  /** What it said until it ended; but for a line in which it was killed. */
  List<String> lines() throws IOException, InterruptedException {
    process.waitFor();
    var said = Files.readString(out);
    return said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
  }

  private static Application reader() {
    return Application.named(
        "c",
        app ->
            app.workflow("read", Programs.OUT)
                .key(event -> "all")
                .task(
                    "seen",
                    Void.class,
                    task -> {
                      var seen = task.perKey("seen", Seen.class, new Seen(-1, -1, 0));
                      task.replies(SEEN).onAsk((q, ctx) -> ctx.reply(ctx.state(seen).value()));
                      return (event, ctx) -> ctx.state(seen).update(it -> it.with(event));
                    })
                .consume());
  }

  /** Arguments: the directory, the seed of what it does, the number of the next event. */
  public static void main(String... args) throws Exception {
    try (var portals = LocalPortals.open(Path.of(args[0]))) {
      var random = new Random(Long.parseLong(args[1]));
      var next = Integer.parseInt(args[2]);
      portals.launch(Programs.desk());
      portals.launch(reader());
      if (isDraining(portals)) {
        portals.stop("/c");
        portals.launch(reader());
      }
      say("ready");
      for (var round = 0; round < 40; round++) {
        var answers = new ArrayList<CompletableFuture<Answer<String>>>();
        for (var number = next; number < next + WRITES; number++) {
          answers.add(portals.ask(Programs.ECHO, "e" + number, "key" + number));
        }
        change(portals, random.nextInt(4));
        answers.forEach(CompletableFuture::join);
        next += WRITES;
        say("written " + next);
        if (!portals.awaitQuiet(SOON)) {
          say("stuck " + portals.lanes());
        }
        say(seen(portals));
      }
    }
  }

  private static boolean isDraining(LocalPortals portals) {
    return portals.applications().stream().anyMatch(it -> it.phase() == Phase.DRAINING);
  }

  private static void change(LocalPortals portals, int what) throws InterruptedException {
    switch (what) {
      case 0 -> portals.replace(Programs.desk());
      case 1 -> portals.replace(reader());
      default -> {
        portals.stop("/c");
        portals.launch(reader());
        say("launched");
      }
    }
  }

  private static String seen(LocalPortals portals) {
    var answer = portals.ask(SEEN, "all", UUID.randomUUID().toString()).join();
    return "seen " + ((Answer.Replied<Seen>) answer).value();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
