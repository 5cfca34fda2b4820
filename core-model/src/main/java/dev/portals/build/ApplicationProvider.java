package dev.portals.build;

import java.util.List;

/**
 * Names the applications of a jar. It is found as {@link java.util.ServiceLoader} says: a public
 * class with a constructor without arguments, named in the jar's {@code
 * META-INF/services/dev.portals.build.ApplicationProvider}.
 */
public interface ApplicationProvider {
  /** The applications, each time the same ones. Called once, before anything runs. */
  List<Application> applications();
}
