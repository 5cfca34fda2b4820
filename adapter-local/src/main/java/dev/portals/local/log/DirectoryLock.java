package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a directory to one log of one process: the operating system's lock on the file {@code
 * lock}, which ends with the process however that ends. The file holds the owner's process id, for
 * the message.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "lock";

  /**
   * The locked byte lies far behind the process id, because where locks are mandatory it could not
   * be read.
   */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * The directories held in this process. Needed because a POSIX lock is the process's: it would be
   * granted again, and closing any descriptor of the file gives it up.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /** Locks a directory given by its real path, or fails saying who holds it. */
  static DirectoryLock take(Path directory) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(directory)) {
        throw held(directory, "this process, pid " + ProcessHandle.current().pid());
      }
      var channel =
          FileChannel.open(
              directory.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
          throw held(directory, "another process, pid " + owner(channel));
        }
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      HELD.add(directory);
      return new DirectoryLock(directory, channel);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      HELD.remove(directory);
      channel.close();
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    int read = channel.read(bytes, 0);
    return read <= 0
        ? "not written yet"
        : new String(bytes.array(), 0, read, StandardCharsets.US_ASCII);
  }

  private static LogException held(Path directory, String owner) {
    return new LogException(
        "The log in %s is held by %s. Maybe it is still running: stop it, or use another"
            + " directory.",
        directory, owner);
  }
}
