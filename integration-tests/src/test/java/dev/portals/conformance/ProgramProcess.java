package dev.portals.conformance;

import dev.portals.conformance.programs.Programs;
import dev.portals.local.http.HttpDoor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local runtime in a process of its own, seen from the process that started it. It is told what
 * to do a line at a time and says one line when it is done; outside callers use its HTTP door.
 */
final class ProgramProcess {
  private static final String BEGUN = "begun";
  private static final int LOG_END = 3_000;
  private static final String DOOR = "door";
  private static final String QUIET = "quiet";

  private final Process process;
  private final Path log;
  private final BufferedReader said;
  private @Nullable String address;

  private ProgramProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it; it goes on with the stages that were launched before. Waits until the machine is up,
   * so that what is killed is the program and not the start of a virtual machine.
   */
  static ProgramProcess start(Program program, Path data, int stages) throws IOException {
    var log = data.resolveSibling(data.getFileName() + ".log");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("java.class.path"),
                ProgramProcess.class.getName(),
                program.toString(),
                data.toString(),
                "" + stages));
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var started = new ProgramProcess(builder.start(), log);
    started.hear(BEGUN);
    return started;
  }

  /** Where its door is; it opens when this is first asked for. */
  synchronized String address() throws IOException {
    if (address == null) {
      tell(DOOR);
      address = line();
    }
    return address;
  }

  /** Launches the first so many stages. */
  synchronized void launch(int stages) throws IOException {
    tell("" + stages);
  }

  /** Waits until nothing is left to do. */
  synchronized void awaitQuiet() throws IOException {
    tell(QUIET);
  }

  private void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    hear(line);
  }

  private void hear(String expected) throws IOException {
    var line = line();
    if (!line.equals(expected)) {
      throw new IOException("in place of \"" + expected + "\" it says " + line);
    }
  }

  private String line() throws IOException {
    var line = said.readLine();
    if (line == null) {
      throw new IOException("the process has ended; its log ends with\n" + logEnd());
    }
    return line;
  }

  private String logEnd() throws IOException {
    var text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - LOG_END));
  }

  /** Ends it at once (SIGKILL), and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The other side: the name of a program, its data, how many stages were launched. */
  public static void main(String[] args) throws Exception {
    System.out.println(BEGUN);
    var data = Path.of(args[1]);
    HttpDoor door = null;
    try (var run = new LocalRun(Programs.named(args[0]), data, Integer.parseInt(args[2]))) {
      var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(QUIET)) {
          run.awaitQuiet();
        } else if (line.equals(DOOR)) {
          door = HttpDoor.open(run.portals(), data, 0);
        } else {
          run.launch(Integer.parseInt(line));
        }
        System.out.println(line);
        if (line.equals(DOOR)) {
          System.out.println(door.address());
        }
      }
    } finally {
      if (door != null) {
        door.close();
      }
    }
  }
}
