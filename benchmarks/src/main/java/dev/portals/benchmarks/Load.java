package dev.portals.benchmarks;

import dev.portals.benchmarks.load.SteadyLoad;
import java.nio.file.Files;
import java.nio.file.Path;

/** A steady load on one durable process, and whether its memory and disk stay bounded. */
public final class Load {
  private Load() {}

  /** Arguments: minutes (default 60), events a second (default 5,000). */
  public static void main(String[] args) throws Exception {
    var minutes = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    var eventsPerSecond = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    var directory = Files.createTempDirectory(Path.of(""), "measure-");
    try {
      var load = new SteadyLoad(minutes, eventsPerSecond);
      var report = load.run(directory);
      System.out.print(report);
      load.write(Path.of("docs", "load.md"), Path.of("docs", "load.svg"), report);
    } finally {
      Directories.delete(directory);
    }
  }
}
