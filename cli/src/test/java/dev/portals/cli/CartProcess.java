package dev.portals.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shopping cart in a process of its own. */
final class CartProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final BufferedReader err;

  private CartProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
    this.err = process.errorReader(StandardCharsets.UTF_8);
  }

  static CartProcess start(Path directory, String... options) throws IOException {
    var all = new ArrayList<>(List.of(options));
    all.add("shopping-cart");
    return of(directory, all.toArray(String[]::new));
  }

  /** A process that runs what the options say. */
  static CartProcess of(Path directory, String... options) throws IOException {
    var out = directory.resolveSibling(directory.getFileName() + ".out");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--data",
                directory.toString()));
    command.addAll(List.of(options));
    return new CartProcess(new ProcessBuilder(command).redirectOutput(out.toFile()).start(), out);
  }

  /** Waits until it says a line that starts so; false if it ended before. */
  boolean awaitLine(String start) throws IOException {
    for (var line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** Kills it in so many milliseconds, unless it has printed its result by then. */
  boolean killIn(long millis) throws IOException, InterruptedException {
    var ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    var hit = !ended && Files.size(out) == 0;
    process.destroyForcibly().waitFor();
    return hit;
  }

  /** Asks it to end, as Ctrl-C or a service manager does. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return process.waitFor();
  }

  /** What it still says. */
  String rest() throws IOException {
    var rest = new StringBuilder();
    for (var line = err.readLine(); line != null; line = err.readLine()) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  /** The status it ends with by itself. */
  int end() throws IOException, InterruptedException {
    rest();
    return process.waitFor();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
