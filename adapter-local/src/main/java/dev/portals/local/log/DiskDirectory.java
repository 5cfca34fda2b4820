package dev.portals.local.log;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.SortedMap;
import java.util.TreeMap;

/** A directory on a real disk, held by this process alone. */
final class DiskDirectory implements LogDirectory {
  private final Path path;
  private final DirectoryLock lock;

  /** Creates the directory if there is none, and locks it. */
  DiskDirectory(Path directory) throws IOException {
    path = create(directory, DiskDirectory::sync).toRealPath();
    lock = DirectoryLock.take(path);
  }

  /** Makes the names in a directory durable. */
  interface Sync {
    void sync(Path directory) throws IOException;
  }

  /**
   * Creates a directory with all above it that are missing. A name is durable once the directory
   * that holds it is synced: each that has a new name in it, the upper ones first. The one right
   * above is synced in any case, as an earlier process may have ended before it could.
   */
  static Path create(Path directory, Sync sync) throws IOException {
    var levels = new ArrayDeque<Path>();
    for (Path level = directory.toAbsolutePath(); level != null; level = level.getParent()) {
      if (!levels.isEmpty() && Files.isDirectory(level)) {
        levels.push(level);
        break;
      }
      levels.push(level);
    }
    Files.createDirectories(directory);
    var itself = levels.removeLast();
    for (Path level : levels) {
      sync.sync(level);
    }
    return itself;
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
  }

  @Override
  public void sync() throws IOException {
    sync(path);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
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
