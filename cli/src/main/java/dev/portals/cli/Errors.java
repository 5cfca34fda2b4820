package dev.portals.cli;

import dev.portals.PortalsException;
import dev.portals.local.log.LogException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells of an error in one line, and what the command ends with. */
final class Errors {
  private final BooleanSupplier stacktrace;

  Errors(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  int usage(ParameterException wrong, String[] args) {
    var command = wrong.getCommandLine();
    var message =
        new StringBuilder(oneLine(String.valueOf(wrong.getMessage())).replaceFirst("^Error: ", ""));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      var names = command.getSubcommands().keySet();
      Nearest.of(unmatched.getUnmatched().get(0), names)
          .ifPresent(name -> message.append(". Maybe ").append(name));
    }
    print(command, message + " (" + command.getCommandSpec().qualifiedName() + " --help)", wrong);
    return ExitException.Status.USAGE.code();
  }

  int failure(Exception failed, CommandLine command, ParseResult parsed) {
    if (failed instanceof PortalsException known) {
      print(command, oneLine(String.valueOf(known.getMessage())), known);
    } else {
      print(
          command,
          "this is a bug: "
              + oneLine(failed.toString())
              + ". Maybe report it with what --stacktrace shows",
          failed);
    }
    return status(failed).code();
  }

  private static ExitException.Status status(Exception failed) {
    if (failed instanceof ExitException exit) {
      return exit.status();
    }
    return failed instanceof LogException
        ? ExitException.Status.DIRECTORY
        : ExitException.Status.FAILED;
  }

  private void print(CommandLine command, String message, Exception why) {
    command.getErr().println("portals: " + message);
    if (stacktrace.getAsBoolean()) {
      why.printStackTrace(command.getErr());
    }
    command.getErr().flush();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
