package dev.portals.cli.project;

import dev.portals.cli.ExitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** Writes projects: wholly, or not at all. */
final class ProjectWriter {
  private final Template template;

  ProjectWriter(Template template) {
    this.template = template;
  }

  /**
   * Writes a project into a directory that is not there yet. It is written beside it first and then
   * moved, so that nobody ever sees half of it.
   *
   * @throws ExitException if there is something already, or it cannot be written
   */
  void write(Project project, Path directory) {
    var target = directory.toAbsolutePath().normalize();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(directory);
    }
    var parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "there is no directory %s to make %s in. Maybe make it first"
              .formatted(parent, directory));
    }
    try {
      writeBeside(target, parent, template.render(project));
    } catch (FileAlreadyExistsException meanwhile) {
      throw taken(directory);
    } catch (IOException | UncheckedIOException failed) {
      throw new ExitException(
          ExitException.Status.FAILED,
          "%s could not be made: %s. Maybe another --directory".formatted(directory, failed),
          failed);
    }
  }

  private static ExitException taken(Path directory) {
    return new ExitException(
        ExitException.Status.USAGE,
        "%s is there already, and nothing is overwritten. Maybe another --directory"
            .formatted(directory));
  }

  private static void writeBeside(Path target, Path parent, Map<String, String> files)
      throws IOException {
    var beside = Files.createTempDirectory(parent, ".portals-new-");
    try {
      // One below, since a temporary directory is its owner's alone.
      var project = Files.createDirectory(beside.resolve("project"));
      for (var file : files.entrySet()) {
        var path = project.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      Files.move(project, target);
    } finally {
      remove(beside);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (var found = Files.walk(directory)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
