package dev.portals.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import dev.portals.cli.ExitException.Status;
import dev.portals.task.PartPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The HTTP door of a running process, from outside. */
final class RemoteDoor {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final URI address;
  private final JsonMapper json = new JsonMapper();

  RemoteDoor(URI address) {
    this.address = address;
  }

  /** The reply as one line of JSON. */
  String ask(PartPath portal, String request, Optional<String> idempotencyKey)
      throws InterruptedException {
    var response = send(portal, request, idempotencyKey);
    var reply = read(response);
    if (response.statusCode() == 200 && reply.has("reply")) {
      return reply.get("reply").toString();
    } else if (response.statusCode() == 202) {
      var key = response.headers().firstValue("Idempotency-Key").orElse("");
      throw new PortalsException(
          "the ask still runs. Maybe ask again with --idempotency-key " + key);
    }
    var isWrong = response.statusCode() == 400 || response.statusCode() == 404;
    throw new ExitException(
        isWrong ? Status.USAGE : Status.FAILED,
        reply.path("error").asText("HTTP status " + response.statusCode()));
  }

  private HttpResponse<String> send(
      PartPath portal, String request, Optional<String> idempotencyKey)
      throws InterruptedException {
    try {
      var path = "/v1/portals/%s/%s/ask".formatted(portal.application(), portal.name());
      var post =
          HttpRequest.newBuilder(address.resolve(path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(request));
      idempotencyKey.ifPresent(key -> post.header("Idempotency-Key", key));
      return HttpClient.newHttpClient().send(post.build(), BodyHandlers.ofString());
    } catch (IllegalArgumentException wrong) {
      throw new ExitException(
          Status.USAGE,
          "cannot ask %s: %s. Maybe http://127.0.0.1:PORT".formatted(address, wrong.getMessage()),
          wrong);
    } catch (IOException failed) {
      throw new ExitException(
          Status.UNREACHABLE,
          "nothing answers at %s: %s. Maybe the process has ended: start it again"
              .formatted(address, failed),
          failed);
    }
  }

  private JsonNode read(HttpResponse<String> response) {
    try {
      return json.readTree(response.body());
    } catch (JsonProcessingException wrong) {
      throw new ExitException(
          Status.UNREACHABLE,
          "what answers at %s is no portals process (HTTP status %d). Maybe another --url"
              .formatted(address, response.statusCode()),
          wrong);
    }
  }
}
