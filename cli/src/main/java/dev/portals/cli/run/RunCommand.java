package dev.portals.cli.run;

import dev.portals.cli.ExitException;
import dev.portals.local.log.LogErasure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portals run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an example in one durable process and prints its result; or the applications of a jar,",
      "until it is interrupted.",
      "It may be killed at any time: started again on the same directory it goes on."
    },
    footer = {"", "Examples: shopping-cart, word-count. Exit status: see portals --help."})
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Chosen chosen = new Chosen();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: .portals/EXAMPLE, or of the jar's name")
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
    var wanted =
        new RunSettings(
            Optional.ofNullable(operations),
            Optional.ofNullable(atom),
            Optional.ofNullable(lanes),
            host,
            port,
            Optional.ofNullable(token).filter(it -> !it.isEmpty()));
    var jar = chosen.jar();
    return jar.isPresent() ? jar(jar.get(), wanted) : example(chosen.example(), wanted);
  }

  private Integer example(Example found, RunSettings wanted) throws InterruptedException {
    var directory = directory(found.name());
    var err = spec.commandLine().getErr();
    var hint = "portals run " + found.name() + (data == null ? "" : " --data " + data) + " --reset";
    try (var process = new Host(directory, wanted, err)) {
      var run = new Run(process, found, directory, wanted, err, hint);
      if (reset) {
        run.reset();
      }
      var report = run.toTheEnd();
      spec.commandLine().getOut().print(report.text());
      spec.commandLine().getOut().flush();
      if (serve) {
        process.serve();
      }
      return report.addsUp() ? ExitException.Status.OK.code() : ExitException.Status.FAILED.code();
    }
  }

  private Integer jar(Path jar, RunSettings wanted) throws InterruptedException {
    if (operations != null || atom != null) {
      throw new ExitException(
          ExitException.Status.USAGE, "--operations and --atom are of examples, not of --jar");
    }
    var applications = Jar.applications(jar);
    var directory = directory(Jar.name(jar));
    try (var process = new Host(directory, wanted, spec.commandLine().getErr())) {
      if (reset) {
        LogErasure.erase(directory);
      }
      process.work(
          () -> {
            var running = process.open();
            Host.launch(running, applications);
            process.openDoor(running, applications);
            return running;
          });
      process.serve();
      return ExitException.Status.OK.code();
    }
  }

  private Path directory(String name) {
    return data == null ? Path.of(".portals", name) : data;
  }
}
