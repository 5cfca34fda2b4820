package dev.portals.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import dev.portals.cli.ExitException.Status;
import dev.portals.task.PartPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The HTTP door of a running process, from outside. */
final class RemoteDoor {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<Integer> USAGE = Set.of(400, 401, 403, 404);

  /** What came back, if it was no error. */
  record Reply(int status, JsonNode json, String idempotencyKey) {}

  private final URI address;
  private final Optional<String> token;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  RemoteDoor(URI address, Optional<String> token) {
    this.address = address;
    this.token = token;
  }

  /** The reply as one line of JSON. */
  String ask(PartPath portal, String request, Optional<String> idempotencyKey)
      throws InterruptedException {
    var path = "/v1/portals/%s/%s/ask".formatted(portal.application(), portal.name());
    return once(path, request, idempotencyKey).path("reply").toString();
  }

  /** How many events were published, as one line of JSON. */
  String publish(PartPath stream, String events, Optional<String> idempotencyKey)
      throws InterruptedException {
    var path = "/v1/streams/%s/%s/publish".formatted(stream.application(), stream.name());
    return once(path, events, idempotencyKey).toString();
  }

  /** What runs once for each idempotency key. */
  private JsonNode once(String path, String body, Optional<String> idempotencyKey)
      throws InterruptedException {
    var post =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    idempotencyKey.ifPresent(key -> post.header("Idempotency-Key", key));
    var reply = send(post);
    if (reply.status() == 202) {
      throw new PortalsException(
          "it still runs. Maybe again with --idempotency-key " + reply.idempotencyKey());
    }
    return reply.json();
  }

  Reply get(String path) throws InterruptedException {
    return send(request(path).GET());
  }

  Reply post(String path, String body) throws InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  Reply delete(String path) throws InterruptedException {
    return send(request(path).DELETE());
  }

  /** A stream of server-sent events, from its beginning; without an end to wait for. */
  InputStream events(String path) throws InterruptedException {
    var response = send(request(path).GET(), BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (var body = response.body()) {
      var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      throw refused(response.statusCode(), read(response.statusCode(), text));
    } catch (IOException cut) {
      throw unreachable(cut);
    }
  }

  private HttpRequest.Builder request(String path) {
    try {
      var request = HttpRequest.newBuilder(address.resolve(path));
      token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
      return request;
    } catch (IllegalArgumentException wrong) {
      throw new ExitException(
          Status.USAGE,
          "cannot reach %s: %s. Maybe http://127.0.0.1:PORT".formatted(address, wrong.getMessage()),
          wrong);
    }
  }

  private Reply send(HttpRequest.Builder request) throws InterruptedException {
    var response = send(request.timeout(PATIENCE), BodyHandlers.ofString());
    var read = read(response.statusCode(), response.body());
    if (response.statusCode() >= 300) {
      throw refused(response.statusCode(), read);
    }
    return new Reply(
        response.statusCode(), read, response.headers().firstValue("Idempotency-Key").orElse(""));
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws InterruptedException {
    try {
      return client.send(request.build(), body);
    } catch (IOException failed) {
      throw unreachable(failed);
    }
  }

  private static ExitException refused(int status, JsonNode body) {
    return new ExitException(
        USAGE.contains(status) ? Status.USAGE : Status.FAILED,
        body.path("error").asText("HTTP status " + status));
  }

  private ExitException unreachable(IOException failed) {
    return new ExitException(
        Status.UNREACHABLE,
        "nothing answers at %s: %s. Maybe the process has ended: start it again"
            .formatted(address, failed),
        failed);
  }

  private JsonNode read(int status, String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException wrong) {
      throw new ExitException(
          Status.UNREACHABLE,
          "what answers at %s is no portals process (HTTP status %d). Maybe another --url"
              .formatted(address, status),
          wrong);
    }
  }
}
