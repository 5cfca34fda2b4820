package dev.portals.cli.project;

import dev.portals.cli.ExitException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a small Maven project: an application that counts words, a main class that runs it,",
      "and tests of it, also under faults. Nothing that is there is changed."
    },
    footer = {"", "Example: portals new my-shop. Exit status: see portals --help."})
public final class NewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "Of the project and its application: lower case, digits and hyphens.")
  private String name;

  @Option(
      names = "--package",
      paramLabel = "P",
      description = "The package of its classes. Default: NAME without hyphens")
  private @Nullable String packageName;

  @Option(
      names = "--directory",
      paramLabel = "D",
      description = "Where it is made; must not be there yet. Default: NAME")
  private @Nullable Path directory;

  private NewCommand() {}

  @Override
  public Integer call() {
    var project = packageName == null ? Project.named(name) : new Project(name, packageName);
    var target = directory == null ? Path.of(name) : directory;
    new ProjectWriter(Template.read()).write(project, target);
    var out = spec.commandLine().getOut();
    out.println(target + " is there; its README.md says how to run and test it.");
    out.println(
        "Portals is not released: first run \"mvn install -DskipTests\" in the clone of Portals.");
    out.flush();
    return ExitException.Status.OK.code();
  }
}
