package dev.portals.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portals subscribe}. */
@Command(
    name = "subscribe",
    mixinStandardHelpOptions = true,
    description = "Prints the events of a stream, each as a line of JSON, until the stream ends.",
    footer = {
      "",
      "Example: portals subscribe /cart/streams/orders --from earliest",
      "Exit status: see portals --help; 1 if what follows the position is not kept any more."
    })
public final class SubscribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Where where;

  @Parameters(paramLabel = "STREAM", description = "Its path: /application/streams/name")
  private String stream;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "now, earliest, or a position that --json printed. Default: ${DEFAULT-VALUE}")
  private String from = "now";

  @Option(names = "--atoms", paramLabel = "N", description = "End after so many atoms.")
  private long atoms = Long.MAX_VALUE;

  @Option(
      names = "--json",
      description = "Print atoms instead: lane, number, events and the position behind them.")
  private boolean json;

  private SubscribeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var path = Where.part(stream, "streams");
    var at =
        "/v1/streams/%s/%s?from=%s"
            .formatted(
                path.application(), path.name(), URLEncoder.encode(from, StandardCharsets.UTF_8));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(where.door().events(at), StandardCharsets.UTF_8))) {
      return read(lines);
    } catch (IOException | UncheckedIOException cut) {
      throw new ExitException(
          ExitException.Status.UNREACHABLE,
          "the process ended: %s. Maybe start it, and go on from the last position".formatted(cut),
          cut);
    }
  }

  private int read(BufferedReader lines) throws IOException {
    var id = "";
    var event = "";
    var left = atoms;
    for (var line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        var data = line.substring("data: ".length());
        switch (event) {
          case "atom", "seal" -> {
            print(id, event, data);
            left--;
          }
          case "end" -> {
            return ExitException.Status.OK.code();
          }
          default -> throw new PortalsException(node(data).path("error").asText(data));
        }
      }
    }
    if (left > 0) {
      throw new ExitException(
          ExitException.Status.UNREACHABLE,
          "the process ended. Maybe start it, and go on from the last position");
    }
    return ExitException.Status.OK.code();
  }

  private void print(String id, String event, String data) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          "{\"position\":\"%s\",\"seal\":%b,%s"
              .formatted(id, event.equals("seal"), data.substring(1)));
    } else {
      node(data).path("events").forEach(out::println);
    }
    out.flush();
  }

  private static JsonNode node(String data) {
    try {
      return new JsonMapper().readTree(data);
    } catch (JsonProcessingException wrong) {
      throw new PortalsException("what answers is no portals process: " + data, wrong);
    }
  }
}
