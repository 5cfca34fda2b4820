package @package@;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Runs the application in one durable process until all is counted. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    try (var portals = LocalPortals.open(Path.of("data"))) {
      portals.launch(new Applications().applications().toArray(Application[]::new));
      while (!portals.awaitQuiet(Duration.ofSeconds(1))) {
        System.err.println("counting …");
      }
      for (var word : List.of("to", "be", "or")) {
        // The same key would be given the same answer, for a day.
        var key = UUID.randomUUID().toString();
        var counted = portals.ask(Words.COUNTS, new CountRequest(word), key).join().orThrow();
        System.out.println(counted.word() + " " + counted.count());
      }
    }
  }
}
