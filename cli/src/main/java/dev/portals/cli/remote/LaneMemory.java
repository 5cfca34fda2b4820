package dev.portals.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;

/** What the lanes of an operator keep, as text. */
final class LaneMemory {
  private final StringBuilder text = new StringBuilder();

  private LaneMemory() {}

  static String text(String operator, JsonNode kept) {
    var memory = new LaneMemory();
    for (var lane : kept.path("lanes")) {
      memory.line(operator + "#" + lane.path("lane").asInt());
      memory.lane(lane);
    }
    return memory.text.toString();
  }

  private void lane(JsonNode lane) {
    for (var it : lane.path("inputs")) {
      line(
          "  input %s#%d: %s"
              .formatted(
                  it.path("port").asText(),
                  it.path("lane").asInt(),
                  it.path("sealed").asBoolean()
                      ? "read to its end"
                      : "atom " + it.path("next").asLong() + " comes next"));
    }
    for (var it : lane.path("states")) {
      line(
          "  %s/%s%s = %s"
              .formatted(
                  it.path("task").asText(),
                  it.path("state").asText(),
                  it.path("key").asText().isEmpty() ? "" : "[" + it.path("key").asText() + "]",
                  it.path("value")));
    }
    if (lane.path("moreStates").asInt() > 0) {
      line("  and %,d more: see one with --key".formatted(lane.path("moreStates").asInt()));
    }
    for (var it : lane.path("outstanding")) {
      line(
          "  [%s] waits for %s[%s]"
              .formatted(
                  it.path("askerKey").asText(),
                  it.path("portal").asText(),
                  it.path("key").asText()));
    }
    for (var it : lane.path("deadLetters")) {
      line("  dead letter, %s: %s".formatted(it.path("what").asText(), firstLine(it)));
    }
  }

  private static String firstLine(JsonNode letter) {
    return letter.path("error").asText().lines().findFirst().orElse("");
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
