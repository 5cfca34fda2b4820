package dev.portals.cli.remote;

import dev.portals.cli.ExitException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals launch}. */
@Command(
    name = "launch",
    mixinStandardHelpOptions = true,
    description = {
      "Launches applications together in a running process that has their code.",
      "All are launched, or none, with every reason."
    },
    footer = {"", "Example: portals launch /inventory /cart. Exit status: see portals --help."})
public final class LaunchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Parameters(arity = "1..*", paramLabel = "APPLICATION", description = "With or without slash.")
  private List<String> applications;

  @Option(names = "--json", description = "Print one line of JSON: all applications.")
  private boolean json;

  private LaunchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var names =
        applications.stream()
            .map(it -> "\"" + ApplicationName.of(it) + "\"")
            .collect(Collectors.joining(","));
    var reply = where.door().post("/v1/launch", "{\"applications\":[" + names + "]}").json();
    var out = spec.commandLine().getOut();
    out.println(json ? reply.toString() : ListCommand.text(reply));
    out.flush();
    return ExitException.Status.OK.code();
  }
}
