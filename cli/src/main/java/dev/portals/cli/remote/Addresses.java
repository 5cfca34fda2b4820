package dev.portals.cli.remote;

import dev.portals.cli.ExitException;
import dev.portals.cli.ExitException.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds running processes by the file {@code http.address} that each keeps in its directory. */
final class Addresses {
  private static final String FILE = "http.address";
  private static final int PATIENCE_MILLIS = 1_000;

  private Addresses() {}

  /** The address of the process that runs in a data directory. */
  static URI in(Path directory) {
    var file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      throw new ExitException(
          Status.UNREACHABLE,
          "nothing runs in %s: there is no %s. Maybe start it: portals run … --serve"
              .formatted(directory, FILE));
    }
    return read(file);
  }

  /** The address of the one process that runs in a directory below this one. */
  static URI only(Path parent) {
    var running = new ArrayList<Path>();
    for (var directory : directories(parent)) {
      if (answers(read(directory.resolve(FILE)))) {
        running.add(directory);
      }
    }
    if (running.isEmpty()) {
      throw new ExitException(
          Status.UNREACHABLE,
          "nothing runs below %s. Maybe start it: portals run shopping-cart --serve"
              .formatted(parent));
    } else if (running.size() > 1) {
      throw new ExitException(
          Status.USAGE,
          "%d processes run below %s. Maybe --data with one of %s"
              .formatted(running.size(), parent, running));
    }
    return read(running.get(0).resolve(FILE));
  }

  private static List<Path> directories(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var children = Files.list(parent)) {
      return children.filter(child -> Files.exists(child.resolve(FILE))).sorted().toList();
    } catch (IOException failed) {
      throw new ExitException(
          Status.UNREACHABLE, "cannot list %s: %s. Maybe --url".formatted(parent, failed), failed);
    }
  }

  private static URI read(Path file) {
    try {
      return URI.create(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException failed) {
      throw new ExitException(
          Status.UNREACHABLE, "cannot read %s: %s. Maybe --url".formatted(file, failed), failed);
    }
  }

  /** A killed process leaves its file behind. */
  private static boolean answers(URI address) {
    try (var socket = new Socket()) {
      var port = address.getPort();
      socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
