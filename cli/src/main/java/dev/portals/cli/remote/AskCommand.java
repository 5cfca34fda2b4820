package dev.portals.cli.remote;

import dev.portals.cli.ExitException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals ask}. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = "Asks a portal of a running process and prints its reply as one line of JSON.",
    footer = {
      "",
      "Example: portals ask /inventory/portals/stock '{\"Count\":{\"item\":\"socks\"}}'",
      "Exit status: see portals --help."
    })
public final class AskCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "PORTAL",
      description = "Its path: /application/portals/name")
  private String portal;

  @Parameters(index = "1", paramLabel = "JSON", description = "The request.")
  private String request;

  @Mixin private Where where;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Asking again with the same key gives the recorded answer.")
  private @Nullable String idempotencyKey;

  private AskCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var path = Where.part(portal, "portals");
    var reply = where.door().ask(path, request, Optional.ofNullable(idempotencyKey));
    spec.commandLine().getOut().println(reply);
    return ExitException.Status.OK.code();
  }
}
