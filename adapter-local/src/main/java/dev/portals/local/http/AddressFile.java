package dev.portals.local.http;

import dev.portals.PortalsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that says where a process listens. A killed process leaves it behind. */
final class AddressFile implements AutoCloseable {
  private static final String NAME = "http.address";

  private final Path file;

  private AddressFile(Path file) {
    this.file = file;
  }

  /** Writes the file; whoever reads it meanwhile sees the old one or the new one. */
  static AddressFile write(Path directory, String address) {
    var file = directory.resolve(NAME);
    var fresh = directory.resolve(NAME + ".new");
    try {
      Files.writeString(fresh, address + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new PortalsException(
          "cannot write %s: %s. Maybe the disk is full, or permissions are wrong"
              .formatted(file, failed),
          failed);
    }
    return new AddressFile(file);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new PortalsException(
          "cannot remove %s: %s. Maybe remove it by hand".formatted(file, failed), failed);
    }
  }
}
