package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.http.HttpDoor;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A process that publishes atoms one after the other until it has published enough or can go on no
 * more. Prints {@code sum N}, how many have come in before; {@code acknowledged N} for each that it
 * publishes; and {@code failed}, {@code refused} and {@code health} with what it is told then.
 */
final class FullDiskProcess {
  private static final AtomStream<String> NUMBERS =
      AtomStream.at("/sums/streams/numbers", String.class);
  private static final Portal<String, Integer> SUM =
      Portal.at("/sums/portals/sum", String.class, Integer.class, key -> key);

  /** Large, so that few fill a disk. */
  private static final String FILLER = "x".repeat(60_000);

  private FullDiskProcess() {}

  private static Application sums() {
    return Application.named(
        "sums",
        app ->
            app.workflow("w", app.external(NUMBERS))
                .key(text -> "all")
                .task(
                    "sum",
                    String.class,
                    task -> {
                      var sum = task.perKey("sum", Integer.class, 0);
                      task.replies(SUM).onAsk((key, ctx) -> ctx.reply(ctx.state(sum).value()));
                      return (text, ctx) -> ctx.state(sum).update(n -> n + 1);
                    })
                .consume());
  }

  /** The directory, the first number to publish, and how many; each goes by its number as key. */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var first = Integer.parseInt(arguments[1]);
    try (var portals = LocalPortals.open(directory);
        var door = HttpDoor.open(portals, directory, 0)) {
      try {
        portals.launch(sums());
        portals.awaitQuiet(Duration.ofSeconds(60));
        System.out.println("sum " + portals.ask(SUM, "all", "from " + first).join().orThrow());
        for (var number = first; number < first + Integer.parseInt(arguments[2]); number++) {
          portals.publish(NUMBERS, List.of(number + FILLER), "" + number).join();
          System.out.println("acknowledged " + number);
        }
      } catch (CompletionException | PortalsException failed) {
        var why = failed instanceof CompletionException it ? it.getCause() : failed;
        System.out.println("failed " + why.getMessage());
        tellWhatIsSaidNow(portals, door);
      }
    } catch (PortalsException closed) {
      System.out.println("closed " + closed.getMessage());
    }
  }

  private static void tellWhatIsSaidNow(LocalPortals portals, HttpDoor door) throws Exception {
    try {
      portals.publish(NUMBERS, List.of("more"), "more").join();
    } catch (PortalsException refused) {
      System.out.println("refused " + refused.getMessage());
    }
    var request = HttpRequest.newBuilder(URI.create(door.address() + "/v1/health")).build();
    var health = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    System.out.println("health " + health.statusCode() + " " + health.body().strip());
  }
}
