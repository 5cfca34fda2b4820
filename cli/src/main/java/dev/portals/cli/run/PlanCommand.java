package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import dev.portals.local.json.JsonValues;
import dev.portals.plan.Manifest;
import dev.portals.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portals plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows how applications are cut into operators, and what these read, write, ask.",
    footer = {
      "",
      "Example: portals plan shopping-cart --diagram. Exit status: see portals --help."
    })
public final class PlanCommand implements Callable<Integer> {
  private static final Scale SCALE = new Scale(1, 1);

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Chosen chosen = new Chosen();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many lanes the operators of workflows have. Default: 1")
  private int lanes;

  private static final class Form {
    @Option(names = "--diagram", description = "Print a Mermaid diagram.")
    private boolean diagram;

    @Option(names = "--json", description = "Print a line of JSON for each application.")
    private boolean json;
  }

  @ArgGroup private Form form = new Form();

  private PlanCommand() {}

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var manifests = manifests();
    if (form.diagram) {
      out.print(Diagram.of(manifests));
    } else if (form.json) {
      var json = new JsonValues();
      manifests.forEach(it -> out.println(json.write(Manifest.class, it)));
    } else {
      manifests.forEach(it -> out.print(text(it)));
    }
    out.flush();
    return ExitException.Status.OK.code();
  }

  private List<Manifest> manifests() {
    try {
      return chosen.applications(SCALE).stream()
          .map(it -> Manifest.of(Plan.of(it.graph(), lanes)))
          .toList();
    } catch (PortalsException wrong) {
      throw new ExitException(
          ExitException.Status.USAGE, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static String text(Manifest manifest) {
    var text = new StringBuilder("/%s%n".formatted(manifest.application()));
    for (var part : manifest.parts()) {
      text.append(
          "  %s, %d lane%s%n".formatted(part.name(), part.lanes(), part.lanes() == 1 ? "" : "s"));
      lines(part).forEach(line -> text.append("    ").append(line).append(System.lineSeparator()));
    }
    for (var it : manifest.connections()) {
      text.append("  connects %s to %s%n".formatted(it.stream().path(), it.sequencer().path()));
    }
    return text.toString();
  }

  private static List<String> lines(Manifest.Part part) {
    var lines = new ArrayList<String>();
    part.reads().forEach(it -> lines.add("reads " + it.stream().path()));
    part.receives().forEach(it -> lines.add("receives " + it.path()));
    part.serves().forEach(it -> lines.add("serves " + it.path()));
    part.asks().forEach(it -> lines.add("asks " + it.path()));
    for (var task : part.tasks()) {
      task.states()
          .forEach(it -> lines.add(task.name() + " keeps " + it.name() + ", " + it.type()));
    }
    part.writes().forEach(it -> lines.add("writes " + it.path()));
    part.sends().forEach(it -> lines.add("sends " + it.path() + " to " + it.lanes() + " lanes"));
    return lines;
  }
}
