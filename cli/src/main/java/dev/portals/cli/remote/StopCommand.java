package dev.portals.cli.remote;

import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals stop}. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stops an application of a running process, when nothing that it has taken is left to do.",
      "Its state is gone: launched again it begins anew."
    },
    footer = {"", "Exit status: see portals --help."})
public final class StopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Parameters(paramLabel = "APPLICATION", description = "With or without slash.")
  private String application;

  @Option(
      names = "--force",
      description = "Do not wait for answers, and stop it though others read or ask it.")
  private boolean force;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait; it goes on by itself. Default: ${DEFAULT-VALUE}")
  private int wait;

  @Option(names = "--json", description = "Print one line of JSON: what it waits for.")
  private boolean json;

  private StopCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var name = ApplicationName.of(application);
    var door = where.door();
    var deadline = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
    var reply = door.delete("/v1/applications/" + name + "?force=" + force);
    while (reply.status() == 202 && System.nanoTime() < deadline) {
      reply = door.delete("/v1/applications/" + name + "?force=" + force);
    }
    if (json) {
      spec.commandLine().getOut().println(reply.json());
      spec.commandLine().getOut().flush();
    } else if (reply.status() == 202) {
      throw new PortalsException(
          "/%s has something left to do in %s. Maybe wait again, or --force"
              .formatted(name, reply.json().path("waiting")));
    }
    return reply.status() == 202
        ? ExitException.Status.FAILED.code()
        : ExitException.Status.OK.code();
  }
}
