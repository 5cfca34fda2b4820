package dev.portals.local.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a real disk. */
final class DiskFile implements LogFile {
  private final Path path;
  private final FileChannel channel;

  DiskFile(Path path) throws IOException {
    this.path = path;
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void read(ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("%s ended at byte %d while it was read".formatted(path, at));
      }
      at += read;
    }
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    long at = position;
    try {
      while (from.hasRemaining()) {
        at += channel.write(from, at);
      }
    } catch (IOException refused) {
      throw new IOException(
          "%d bytes at position %d of %s cannot be written: %s (%s)"
              .formatted(from.remaining(), at, path, refused.getMessage(), free()),
          refused);
    }
  }

  private String free() {
    try {
      return Files.getFileStore(path).getUsableSpace() + " bytes are free there";
    } catch (IOException unknown) {
      return "how much is free there is not known: " + unknown.getMessage();
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
