package dev.portals.cli.run;

import dev.portals.cli.ExitException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code run.properties} in a data directory: what is run there, and how far it is.
 *
 * @param stage up to which stage all may be launched at once, from 0; the number of stages when all
 *     is done
 */
record RunFile(String example, Scale scale, int stage) {
  private static final String NAME = "run.properties";

  RunFile at(int next) {
    return new RunFile(example, scale, next);
  }

  static Optional<RunFile> read(Path directory) {
    var file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var values = new Properties();
      values.load(new StringReader(Files.readString(file)));
      var scale = new Scale(number(values, "operations"), number(values, "atom"));
      return Optional.of(
          new RunFile(values.getProperty("example", ""), scale, number(values, "stage")));
    } catch (IOException | IllegalArgumentException damaged) {
      throw new ExitException(
          ExitException.Status.DIRECTORY,
          "cannot read %s: %s. Maybe --reset to start over".formatted(file, damaged.getMessage()),
          damaged);
    }
  }

  private static int number(Properties values, String name) {
    return Integer.parseInt(values.getProperty(name, "(no " + name + ")"));
  }

  /** Writes the file, durably; a crash leaves the old one or the new one. */
  void write(Path directory) {
    var text =
        "example=%s\noperations=%d\natom=%d\nstage=%d\n"
            .formatted(example, scale.operations(), scale.atom(), stage);
    var fresh = directory.resolve(NAME + ".new");
    try {
      try (var channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.move(
          fresh,
          directory.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new ExitException(
          ExitException.Status.DIRECTORY,
          "cannot write %s: %s. Maybe the disk is full".formatted(fresh, failed),
          failed);
    }
  }

  static void remove(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(NAME));
    } catch (IOException failed) {
      throw new ExitException(
          ExitException.Status.DIRECTORY,
          "cannot remove %s: %s. Maybe permissions are wrong"
              .formatted(directory.resolve(NAME), failed),
          failed);
    }
  }
}
