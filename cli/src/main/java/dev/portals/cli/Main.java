package dev.portals.cli;

import dev.portals.cli.project.NewCommand;
import dev.portals.cli.remote.AskCommand;
import dev.portals.cli.remote.InspectCommand;
import dev.portals.cli.remote.LaunchCommand;
import dev.portals.cli.remote.ListCommand;
import dev.portals.cli.remote.PublishCommand;
import dev.portals.cli.remote.ReplaceCommand;
import dev.portals.cli.remote.StopCommand;
import dev.portals.cli.remote.SubscribeCommand;
import dev.portals.cli.run.PlanCommand;
import dev.portals.cli.run.RunCommand;
import dev.portals.cli.run.SimulateCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry point of {@code ./portals}. Its exit statuses are in {@link ExitException.Status}. */
@Command(
    name = "portals",
    description = "Exactly-once stateful dataflow on serverless functions.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      NewCommand.class,
      RunCommand.class,
      AskCommand.class,
      PublishCommand.class,
      ListCommand.class,
      LaunchCommand.class,
      ReplaceCommand.class,
      StopCommand.class,
      SubscribeCommand.class,
      InspectCommand.class,
      PlanCommand.class,
      SimulateCommand.class,
      GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:figures do not add up, a lane stopped for good, or what was asked for failed or was refused",
      "2:wrong usage",
      "3:the data directory cannot be used",
      "4:no running process was reached",
      "130, 143:interrupted; everything done is durable"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "With an error, print where it happened.")
  private boolean stacktrace;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing. Maybe run, ask or simulate");
  }

  public static void main(String[] args) {
    System.exit(
        commandLine()
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(args));
  }

  /** UTF-8 also where the locale says otherwise, as in many containers. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static CommandLine commandLine() {
    var main = new Main();
    var errors = new Errors(() -> main.stacktrace);
    return new CommandLine(main)
        .setParameterExceptionHandler(errors::usage)
        .setExecutionExceptionHandler(errors::failure);
  }
}
