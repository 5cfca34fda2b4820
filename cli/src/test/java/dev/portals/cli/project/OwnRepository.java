package dev.portals.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A Maven repository that has what this build's has, and the modules of this build as {@code mvn
 * install} would put them there; nothing of this build is put into the repository of this machine.
 */
final class OwnRepository implements AutoCloseable {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("core-model", "testkit", "adapter-local");

  private final Path directory;
  private final List<Path> links = new ArrayList<>();

  OwnRepository(Path directory, Path ofThisBuild, String version) throws IOException {
    this.directory = directory;
    link(ofThisBuild, directory, "dev");
    link(ofThisBuild.resolve("dev"), directory.resolve("dev"), "portals");
    var group = directory.resolve("dev/portals");
    Files.copy(PROJECT.resolve("pom.xml"), home(group, "portals-parent", version, ".pom"));
    for (var module : MODULES) {
      var sources = PROJECT.resolve(module);
      Files.copy(sources.resolve("pom.xml"), home(group, module, version, ".pom"));
      jar(sources.resolve("target/classes"), home(group, module, version, ".jar"));
    }
  }

  Path directory() {
    return directory;
  }

  /** Links all that a directory has, but for one name. */
  private void link(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (var found = Files.list(from)) {
      for (var path : found.toList()) {
        var name = path.getFileName().toString();
        if (!name.equals(except)) {
          links.add(Files.createSymbolicLink(to.resolve(name), path));
        }
      }
    }
  }

  /** Removes the links, so that nobody who removes the directory follows one. */
  @Override
  public void close() throws IOException {
    for (var link : links) {
      Files.delete(link);
    }
  }

  private static Path home(Path group, String artifact, String version, String suffix)
      throws IOException {
    var directory = Files.createDirectories(group.resolve(artifact).resolve(version));
    return directory.resolve(artifact + "-" + version + suffix);
  }

  private static void jar(Path classes, Path to) throws IOException {
    try (var found = Files.walk(classes);
        var jar = new JarOutputStream(Files.newOutputStream(to))) {
      for (var file : found.filter(Files::isRegularFile).toList()) {
        var name = classes.relativize(file).toString().replace('\\', '/');
        jar.putNextEntry(new JarEntry(name));
        jar.write(Files.readAllBytes(file));
        jar.closeEntry();
      }
    }
  }
}
