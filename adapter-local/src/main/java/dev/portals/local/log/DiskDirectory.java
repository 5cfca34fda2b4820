package dev.portals.local.log;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/** A directory on a real disk, held by this process alone. */
final class DiskDirectory implements LogDirectory {
  private final Path path;
  private final DirectoryLock lock;

  /** Creates the directory if there is none, and locks it. */
  DiskDirectory(Path directory) throws IOException {
    path = Files.createDirectories(directory).toRealPath();
    Path parent = path.getParent();
    if (parent != null) {
      sync(parent);
    }
    lock = DirectoryLock.take(path);
  }

  @Override
  public SortedMap<String, Long> sizes() throws IOException {
    var sizes = new TreeMap<String, Long>();
    try (var files = Files.newDirectoryStream(path, Files::isRegularFile)) {
      for (Path file : files) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }

  @Override
  public LogFile open(String name) throws IOException {
    return new DiskFile(path.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    sync(path);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /**
   * Makes names durable. Windows cannot open a directory for this; NTFS journals names by itself.
   */
  private static void sync(Path directory) throws IOException {
    if (File.separatorChar == '\\') {
      return;
    }
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
