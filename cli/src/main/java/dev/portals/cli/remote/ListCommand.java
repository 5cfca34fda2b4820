package dev.portals.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portals.cli.ExitException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portals list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the applications of a running process, with their streams and portals.",
    footer = {"", "Exit status: see portals --help."})
public final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  private ListCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var reply = where.door().get("/v1/applications").json();
    var out = spec.commandLine().getOut();
    out.println(json ? reply.toString() : text(reply));
    out.flush();
    return ExitException.Status.OK.code();
  }

  static String text(JsonNode reply) {
    var text = new StringBuilder();
    for (var it : reply.path("applications")) {
      text.append(
          "%-24s %-10s deployment %d, %d %s%n"
              .formatted(
                  "/" + it.path("application").asText(),
                  it.path("phase").asText(),
                  it.path("deployment").asLong(),
                  it.path("lanes").asInt(),
                  it.path("lanes").asInt() == 1 ? "lane" : "lanes"));
      it.path("streams").forEach(path -> text.append("  ").append(path.asText()).append('\n'));
      it.path("portals").forEach(path -> text.append("  ").append(path.asText()).append('\n'));
    }
    return text.toString().stripTrailing();
  }
}
