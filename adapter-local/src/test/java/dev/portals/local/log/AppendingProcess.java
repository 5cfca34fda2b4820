package dev.portals.local.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process of its own that opens a log and appends with several threads until it is killed. Prints
 * {@code thread number} for each entry that is durable.
 */
final class AppendingProcess {
  static final LogSettings SETTINGS = new LogSettings(256 * 512, 64 * 512, 20_000);
  static final int THREADS = 4;

  private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

  private AppendingProcess() {}

  public static void main(String[] arguments) {
    int[] next = new int[THREADS];
    EntryReader count = (epoch, bytes, start, length) -> next[bytes[start]]++;
    var log = SegmentLog.open(Path.of(arguments[0]), SETTINGS, count, AppendingProcess::end);
    for (int thread = 0; thread < THREADS; thread++) {
      int name = thread;
      new Thread(() -> append(log, name, next[name])).start();
    }
  }

  private static void end(LogException error) {
    say(error.getMessage());
    Runtime.getRuntime().halt(1);
  }

  /** One write for the whole line, so that no kill leaves half of it. */
  private static void say(String line) {
    try {
      OUTPUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry: the thread, the number, and bytes that follow from both. */
  static byte[] entry(int thread, int number) {
    var random = new Random(31L * number + thread);
    byte[] entry =
        new byte[5 + (number % 3 == 0 ? random.nextInt(20_000 - 5) : random.nextInt(50))];
    random.nextBytes(entry);
    entry[0] = (byte) thread;
    for (int i = 0; i < 4; i++) {
      entry[1 + i] = (byte) (number >> 8 * i);
    }
    return entry;
  }

  private static void append(SegmentLog log, int thread, int first) {
    for (int number = first; ; number++) {
      byte[] entry = entry(thread, number);
      log.awaitDurable(log.append(entry, 0, entry.length));
      say(thread + " " + number);
    }
  }

  /** Starts one, with the class path of this process. Its errors go to its output. */
  static Process start(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProcess.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }
}
