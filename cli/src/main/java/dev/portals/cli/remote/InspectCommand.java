package dev.portals.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portals.cli.ExitException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows lanes: what they have done, asks that are outstanding, dead letters.",
    footer = {
      "",
      "Example: portals inspect /cart/workflows/cart --key alice.andersson",
      "Exit status: see portals --help; 1 if a lane that is shown has stopped for good."
    })
public final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "An application or a part of it. Default: all")
  private String path;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Show what lanes keep for this key, too: state, asks that are outstanding.")
  private @Nullable String key;

  @Option(
      names = "--details",
      description = "Show what lanes keep, too: state, inputs, asks, dead letters.")
  private boolean details;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  private InspectCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var door = where.door();
    var all = door.get("/v1/lanes").json().path("lanes");
    var shown = new ArrayList<JsonNode>();
    for (var lane : all) {
      if (isBelow(lane.path("lane").asText())) {
        shown.add(lane);
      }
    }
    if (shown.isEmpty() && !path.equals("/")) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "no lane runs below \"%s\". Maybe one of what portals inspect shows".formatted(path));
    }
    var out = spec.commandLine().getOut();
    if (key != null || details) {
      for (var operator : operators(shown)) {
        var kept = door.get(query(operator)).json();
        out.print(json ? kept + System.lineSeparator() : LaneMemory.text(operator, kept));
      }
    } else if (json) {
      out.println(JsonNodeFactory.instance.objectNode().set("lanes", array(shown)));
    } else {
      out.printf("%-40s %9s %9s %12s %12s%n", "lane", "commits", "atoms", "outstanding", "letters");
      shown.forEach(lane -> out.print(line(lane)));
    }
    out.flush();
    return shown.stream().anyMatch(InspectCommand::isBroken)
        ? ExitException.Status.FAILED.code()
        : ExitException.Status.OK.code();
  }

  private static Set<String> operators(List<JsonNode> lanes) {
    var operators = new LinkedHashSet<String>();
    for (var lane : lanes) {
      var name = lane.path("lane").asText();
      operators.add(name.substring(0, name.lastIndexOf('#')));
    }
    return operators;
  }

  private String query(String operator) {
    var query = "/v1/inspect?path=" + URLEncoder.encode(operator, StandardCharsets.UTF_8);
    return key == null ? query : query + "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static JsonNode array(Iterable<JsonNode> lanes) {
    var array = JsonNodeFactory.instance.arrayNode();
    lanes.forEach(array::add);
    return array;
  }

  private boolean isBelow(String lane) {
    var prefix = path.startsWith("/") ? path : "/" + path;
    return lane.equals(prefix)
        || lane.startsWith(prefix.endsWith("/") ? prefix : prefix + "/")
        || lane.startsWith(prefix + "#");
  }

  private static boolean isBroken(JsonNode lane) {
    return lane.hasNonNull("broken");
  }

  private static String line(JsonNode lane) {
    return "%-40s %9d %9d %12d %12d%s%n"
        .formatted(
            lane.path("lane").asText(),
            lane.path("commits").asLong(),
            lane.path("atoms").asLong(),
            lane.path("outstanding").asInt(),
            lane.path("deadLetters").asInt(),
            isBroken(lane) ? " stopped for good: " + lane.path("broken").asText() : "");
  }
}
