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

/** {@code portals publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Publishes an atom to an external stream of a running process.",
    footer = {
      "",
      "Example: portals publish /inventory/streams/deliveries '[{\"item\":\"socks\",\"count\":3}]'",
      "Exit status: see portals --help."
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "STREAM",
      description = "Its path: /application/streams/name")
  private String stream;

  @Parameters(index = "1", paramLabel = "JSON", description = "The events, as an array.")
  private String events;

  @Mixin private Where where;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "What is published again with the same key enters once.")
  private @Nullable String idempotencyKey;

  private PublishCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var reply =
        where
            .door()
            .publish(Where.part(stream, "streams"), events, Optional.ofNullable(idempotencyKey));
    spec.commandLine().getOut().println(reply);
    return ExitException.Status.OK.code();
  }
}
