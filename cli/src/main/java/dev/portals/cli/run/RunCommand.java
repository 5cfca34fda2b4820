package dev.portals.cli.run;

import dev.portals.cli.ExitException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an example in one durable process and prints its result.",
      "It may be killed at any time: started again on the same directory it goes on."
    },
    footer = {"", "Examples: shopping-cart, word-count. Exit status: see portals --help."})
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXAMPLE", description = "shopping-cart or word-count")
  private String example;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: .portals/EXAMPLE")
  private @Nullable Path data;

  @Option(names = "--operations", paramLabel = "N", description = "How many events there are.")
  private @Nullable Integer operations;

  @Option(names = "--atom", paramLabel = "N", description = "How many events an atom has.")
  private @Nullable Integer atom;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "How many lanes run in parallel. Default: as many as before, or 1")
  private @Nullable Integer lanes;

  @Option(names = "--serve", description = "Stay up when all is done, until interrupted.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Serve HTTP at this port. Default: any that is free")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Serve HTTP at this address; others than this machine need a token.")
  private String host = "127.0.0.1";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:PORTALS_TOKEN}",
      description = "Serve only those who send it. Default: PORTALS_TOKEN, or everybody here")
  private @Nullable String token;

  @Option(names = "--reset", description = "Remove what the directory holds, and start over.")
  private boolean reset;

  private RunCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var found = Example.named(example);
    var directory = data == null ? Path.of(".portals", found.name()) : data;
    var wanted =
        new RunSettings(
            Optional.ofNullable(operations),
            Optional.ofNullable(atom),
            Optional.ofNullable(lanes),
            host,
            port,
            Optional.ofNullable(token).filter(it -> !it.isEmpty()));
    var err = spec.commandLine().getErr();
    var hint = "portals run " + found.name() + (data == null ? "" : " --data " + data) + " --reset";
    try (var run = new Run(found, directory, wanted, err, hint)) {
      if (reset) {
        run.reset();
      }
      var report = run.toTheEnd();
      spec.commandLine().getOut().print(report.text());
      spec.commandLine().getOut().flush();
      if (serve) {
        run.serve();
      }
      return report.addsUp() ? ExitException.Status.OK.code() : ExitException.Status.FAILED.code();
    }
  }
}
