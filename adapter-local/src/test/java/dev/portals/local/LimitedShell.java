package dev.portals.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shell whose commands have little room in a directory, and more when they are given it. */
final class LimitedShell implements AutoCloseable {
  private static final String END = "end of command ";

  /** How room is limited. */
  enum Limit {
    /**
     * A file system in memory, in a name space of its own: the operating system must allow that.
     */
    SMALL_DISK(
        List.of("unshare", "-Urm", "sh"),
        "mount -t tmpfs -o size=400m none %s",
        "mount -o remount,size=70m %s",
        "mount -o remount,size=400m %s",
        "No space left on device"),
    /** No file may be larger: any POSIX system can do that. */
    SMALL_FILES(
        List.of("sh"), "true", "ulimit -S -f 81920", "ulimit -S -f unlimited", "File too large");

    private final List<String> shell;
    private final String begin;
    private final String limit;
    private final String relax;
    private final String error;

    Limit(List<String> shell, String begin, String limit, String relax, String error) {
      this.shell = shell;
      this.begin = begin;
      this.limit = limit;
      this.relax = relax;
      this.error = error;
    }

    /** What the operating system says. */
    String error() {
      return error;
    }
  }

  private final Limit kind;
  private final Path directory;
  private final Process process;
  private final BufferedReader said;

  private LimitedShell(Limit kind, Path directory) throws IOException {
    this.kind = kind;
    this.directory = directory;
    process = new ProcessBuilder(kind.shell).redirectErrorStream(true).start();
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * A shell with room for now.
   *
   * @param directory an empty one without spaces in its name
   * @throws IOException if this machine does not allow it, saying why
   */
  static LimitedShell open(Limit kind, Path directory) throws IOException {
    var shell = new LimitedShell(kind, directory);
    try {
      shell.require(kind.begin);
      return shell;
    } catch (IOException refused) {
      shell.close();
      throw refused;
    }
  }

  /** Takes the room away. */
  void limit() throws IOException {
    require(kind.limit);
  }

  /** Gives it back. */
  void relax() throws IOException {
    require(kind.relax);
  }

  private void require(String command) throws IOException {
    var lines = run(command.formatted(directory));
    if (!lines.equals(List.of(END + 0))) {
      throw new IOException(kind + ": \"" + command.formatted(directory) + "\" says " + lines);
    }
  }

  /** What a process of a class says, and last {@code end of command} with its exit code. */
  List<String> java(Class<?> main, Object... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var command =
        new StringBuilder(
            "%s -Xmx256m -XX:TieredStopAtLevel=1 -cp '%s' %s %s"
                .formatted(java, System.getProperty("java.class.path"), main.getName(), directory));
    for (var argument : arguments) {
      command.append(' ').append(argument);
    }
    return run(command + " </dev/null");
  }

  private List<String> run(String command) throws IOException {
    var lines = new ArrayList<String>();
    try {
      process
          .getOutputStream()
          .write((command + "; echo \"" + END + "$?\"\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException ended) {
      lines.add(ended.getMessage()); // and what it said is below
    }
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      lines.add(line);
      if (line.startsWith(END)) {
        return lines;
      }
    }
    throw new IOException(kind.shell + " has ended, and said " + lines);
  }

  /** Ends the shell; what was in its memory is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
