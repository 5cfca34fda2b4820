package dev.portals.cli.run;

import dev.portals.build.Application;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which applications a command is about. */
final class Chosen {
  @Parameters(paramLabel = "EXAMPLE", description = "shopping-cart or word-count")
  private @Nullable String example;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "Your applications: those that an ApplicationProvider of the jar names.")
  private @Nullable Path jar;

  Optional<Path> jar() {
    return Optional.ofNullable(jar);
  }

  Example example() {
    return Example.named(Objects.requireNonNull(example));
  }

  /** All of them, an example's at a scale. */
  List<Application> applications(Scale scale) {
    return jar == null ? Example.all(example(), scale) : Jar.applications(jar);
  }

  /** As on a command line. */
  @Override
  public String toString() {
    return jar == null ? String.valueOf(example) : "--jar " + jar;
  }
}
