package dev.portals.conformance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portals.local.json.JsonValues;
import dev.portals.task.Answer;
import dev.portals.task.PartPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks and publishes over HTTP, as {@code openapi.yaml} describes it. */
final class HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final JsonValues values = new JsonValues();

  /** The answer; empty while the ask still runs: then it is to be sent again. */
  <Q, R> Optional<Answer<R>> send(String address, Program.Ask<Q, R> ask)
      throws IOException, InterruptedException {
    var portal = PartPath.parse(ask.portal().path(), "portals");
    var path = "/v1/portals/%s/%s/ask".formatted(portal.application(), portal.name());
    var body = values.write(ask.portal().request(), ask.request());
    var response = post(address + path, ask.idempotencyKey(), body);
    var said = json.readTree(response.body());
    return switch (response.statusCode()) {
      case 200 -> {
        var reply = values.read(ask.portal().reply(), said.get("reply").toString());
        yield Optional.of(new Answer.Replied<>(reply));
      }
      case 202 -> Optional.empty();
      case 424 -> Optional.of(new Answer.Failed<>(said.get("error").asText()));
      case 504 -> Optional.of(new Answer.Expired<>());
      default -> throw refused(ask, response);
    };
  }

  /** Publishes; false while that still runs: then it is to be sent again. */
  <T> boolean send(String address, Program.Publish<T> atom)
      throws IOException, InterruptedException {
    var stream = PartPath.parse(atom.stream().path(), "streams");
    var path = "/v1/streams/%s/%s/publish".formatted(stream.application(), stream.name());
    var body =
        atom.events().stream()
            .map(event -> values.write(atom.stream().type(), event))
            .collect(Collectors.joining(",", "[", "]"));
    var response = post(address + path, atom.idempotencyKey(), body);
    if (response.statusCode() != 200 && response.statusCode() != 202) {
      throw refused(atom, response);
    }
    return response.statusCode() == 200;
  }

  private HttpResponse<String> post(String uri, String idempotencyKey, String body)
      throws IOException, InterruptedException {
    var post =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + idempotencyKey + "\"")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(post, BodyHandlers.ofString());
  }

  private static AssertionError refused(Object what, HttpResponse<String> response) {
    return new AssertionError(
        what + " was answered " + response.statusCode() + " " + response.body());
  }
}
