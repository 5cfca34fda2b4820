package dev.portals.cli.remote;

import dev.portals.cli.ExitException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals replace}. */
@Command(
    name = "replace",
    mixinStandardHelpOptions = true,
    description = {
      "Replaces the code of an application that runs by what the process has of that name.",
      "Its state stays. What cannot go on where the old code is, is refused with every reason."
    },
    footer = {"", "Exit status: see portals --help."})
public final class ReplaceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Parameters(paramLabel = "APPLICATION", description = "With or without slash.")
  private String application;

  @Option(names = "--json", description = "Print one line of JSON: all applications.")
  private boolean json;

  private ReplaceCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var path = "/v1/applications/" + ApplicationName.of(application) + "/replace";
    var reply = where.door().post(path, "").json();
    var out = spec.commandLine().getOut();
    out.println(json ? reply.toString() : ListCommand.text(reply));
    out.flush();
    return ExitException.Status.OK.code();
  }
}
