package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.build.ApplicationProvider;
import dev.portals.cli.ExitException;
import dev.portals.cli.ExitException.Status;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The applications of a user's jar. */
final class Jar {
  private static final String SERVICES = "META-INF/services/" + ApplicationProvider.class.getName();

  private Jar() {}

  /** What a data directory of its own is called. */
  static String name(Path jar) {
    var file = String.valueOf(jar.getFileName());
    return file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
  }

  /**
   * The applications that the jar's providers name. Their classes are loaded as long as the process
   * runs.
   *
   * @throws ExitException if there is no such jar, or it has none
   */
  static List<Application> applications(Path jar) {
    var found = new ArrayList<Application>();
    try {
      for (var provider : ServiceLoader.load(ApplicationProvider.class, loader(jar))) {
        if (provider.getClass().getClassLoader() != Jar.class.getClassLoader()) {
          found.addAll(provider.applications());
        }
      }
    } catch (ServiceConfigurationError | LinkageError wrong) {
      throw new ExitException(
          Status.USAGE,
          "the applications of %s cannot be loaded: %s. Maybe its classes and %s do not fit"
              .formatted(jar, wrong.getMessage(), SERVICES),
          new PortalsException("cannot load " + jar, wrong));
    }
    if (found.isEmpty()) {
      throw new ExitException(
          Status.USAGE,
          "%s names no applications. Maybe add %s with the name of a class that implements it"
              .formatted(jar, SERVICES));
    }
    return found;
  }

  private static ClassLoader loader(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new ExitException(
          Status.USAGE, "there is no file %s. Maybe build it first: mvn package".formatted(jar));
    }
    try {
      return new URLClassLoader(new URL[] {jar.toUri().toURL()}, Jar.class.getClassLoader());
    } catch (MalformedURLException wrong) {
      throw new ExitException(Status.USAGE, "%s is no file that can be read".formatted(jar), wrong);
    }
  }
}
