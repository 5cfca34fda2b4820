package dev.portals.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs, and streams, over HTTP. Every response is one that {@code openapi.yaml} names. */
@Timeout(120)
class HttpTopologyTest {
  private static final OpenAPI API = api();
  private static final Portal<String, String> SAY =
      Portal.at("/desk/portals/say", String.class, String.class, q -> "all");
  private static final AtomStream<String> SAID = AtomStream.at("/desk/streams/said", String.class);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private LocalPortals portals;
  private HttpDoor door;
  private final HttpClient client = HttpClient.newHttpClient();

  private static OpenAPI api() {
    var options = new ParseOptions();
    options.setResolve(true);
    var parsed = new OpenAPIV3Parser().readLocation("/openapi.yaml", List.of(), options);
    assertThat(parsed.getMessages()).isEmpty();
    return parsed.getOpenAPI();
  }

  /** Writes what it is told to a stream. */
  private static Application desk() {
    return Application.named(
        "desk",
        app ->
            app.service(
                    "desk",
                    Task.service(
                        String.class,
                        task ->
                            task.replies(SAY)
                                .onAsk(
                                    (q, ctx) -> {
                                      ctx.emit(q);
                                      ctx.reply(q);
                                    })))
                .sink(SAID));
  }

  private static Application reader() {
    return Application.named("reader", app -> app.workflow("read", SAID).consume());
  }

  private static Application ended() {
    return Application.named(
        "ended",
        app ->
            app.generate(
                AtomStream.at("/ended/streams/out", Integer.class), Generator.range(0, 3, 2)));
  }

  @BeforeEach
  void open() {
    portals = LocalPortals.open(directory);
    portals.launch(desk());
    var settings = DoorSettings.local(0).knowing(List.of(desk(), reader(), ended()));
    door = HttpDoor.open(portals, directory, settings);
  }

  @AfterEach
  void close() {
    door.close();
    portals.close();
  }

  private void say(String... texts) {
    for (var text : texts) {
      portals.ask(SAY, text, "say " + text.hashCode()).join();
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(door.address() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response = client.send(request.build(), BodyHandlers.ofString());
    requireDocumented(method, URI.create(path).getPath(), response.statusCode());
    return response;
  }

  private static void requireDocumented(String method, String path, int status) {
    var item =
        API.getPaths().entrySet().stream()
            .filter(it -> path.matches(it.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
            .min(Map.Entry.comparingByKey())
            .orElseThrow(() -> new AssertionError("openapi.yaml has no " + path))
            .getValue();
    var operation = item.readOperationsMap().get(PathItem.HttpMethod.valueOf(method));
    assertThat(operation.getResponses()).as(method + " " + path).containsKey("" + status);
  }

  /** The lines of events that have data. */
  private static List<String> events(String body) {
    return Arrays.stream(body.split("\n"))
        .filter(line -> line.startsWith("data: ") || line.startsWith("event: "))
        .toList();
  }

  @Test
  void applications_launchedStoppedAndReplaced_areListed() throws Exception {
    assertThat(send("GET", "/v1/applications", "").body())
        .contains("\"application\":\"desk\",\"phase\":\"running\"")
        .contains("/desk/streams/said", "/desk/portals/say");
    var launched = send("POST", "/v1/launch", "{\"applications\":[\"/reader\",\"ended\"]}");
    assertThat(launched.statusCode()).isEqualTo(200);
    assertThat(launched.body()).contains("\"application\":\"reader\",\"phase\":\"running\"");
    var replaced = send("POST", "/v1/applications/reader/replace", "");
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(replaced.body()).contains("\"deployment\":2");
    var stopped = send("DELETE", "/v1/applications/reader", "");
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(stopped.body()).isEqualTo("{\"waiting\":[]}\n");
    assertThat(send("GET", "/v1/applications", "").body())
        .contains("\"application\":\"reader\",\"phase\":\"stopped\"");
  }

  @Test
  void change_refused_saysWhyAndChangesNothing() throws Exception {
    var unknown = send("POST", "/v1/launch", "{\"applications\":[\"cart\"]}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("no code of \\\"cart\\\"", "[desk, ended, reader]");
    assertThat(send("POST", "/v1/launch", "{\"applications\":[]}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/v1/launch", "[").statusCode()).isEqualTo(400);
    var twice = send("POST", "/v1/launch", "{\"applications\":[\"ended\",\"desk\"]}");
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("/desk is launched already; nothing was launched");
    assertThat(send("POST", "/v1/applications/reader/replace", "").statusCode()).isEqualTo(409);
    assertThat(send("DELETE", "/v1/applications/none", "").statusCode()).isEqualTo(404);
    send("POST", "/v1/launch", "{\"applications\":[\"reader\"]}");
    var needed = send("DELETE", "/v1/applications/desk", "");
    assertThat(needed.statusCode()).isEqualTo(409);
    assertThat(needed.body()).contains("/reader/workflows/read read its streams");
    assertThat(portals.applications()).hasSize(2);
  }

  @Test
  void stream_thatEnds_isSentWhole() throws Exception {
    portals.launch(ended());
    assertThat(portals.awaitQuiet(SOON)).isTrue();
    var response = send("GET", "/v1/streams/ended/out?from=earliest", "");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(events(response.body()))
        .containsExactly(
            "event: atom",
            "data: {\"lane\":0,\"number\":0,\"events\":[0,1]}",
            "event: atom",
            "data: {\"lane\":0,\"number\":1,\"events\":[2]}",
            "event: seal",
            "data: {\"lane\":0,\"number\":2,\"events\":[]}",
            "event: end",
            "data: {}");
    var behind = send("GET", "/v1/streams/ended/out", "", "Last-Event-ID", "1@1");
    assertThat(events(behind.body()))
        .startsWith("event: atom", "data: {\"lane\":0,\"number\":1,\"events\":[2]}");
  }

  @Test
  void stream_thatGoesOn_isSentAsItIsWritten() throws Exception {
    say("before");
    var request =
        HttpRequest.newBuilder(URI.create(door.address() + "/v1/streams/desk/said")).build();
    try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
      var at = lines.iterator();
      assertThat(at.next()).isEqualTo(": from 1@1");
      say("now");
      var seen = new ArrayList<String>();
      while (seen.size() < 3) {
        var line = at.next();
        if (!line.isEmpty()) {
          seen.add(line);
        }
      }
      assertThat(seen)
          .containsExactly(
              "id: 1@2", "event: atom", "data: {\"lane\":0,\"number\":1,\"events\":[\"now\"]}");
    }
  }

  @Test
  void stream_fromWhatIsNotKept_saysFromWhereToGoOn() throws Exception {
    for (var number = 0; number < 12; number++) {
      say(number + "x".repeat(40_000));
    }
    assertThat(portals.awaitQuiet(SOON)).isTrue();
    var gone = send("GET", "/v1/streams/desk/said?from=1@0", "");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).containsPattern("Maybe go on from 1@[1-9]");
    assertThat(send("GET", "/v1/streams/desk/said?from=2@0", "").statusCode()).isEqualTo(410);
    assertThat(send("GET", "/v1/streams/desk/said?from=1@99", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/v1/streams/desk/said?from=soon", "").statusCode()).isEqualTo(400);
    var none = send("GET", "/v1/streams/desk/none", "");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("no stream /desk/streams/none", "[/desk/streams/said]");
  }

  @Test
  void stream_keptForThoseOutside_isThereAfterARestart() throws Exception {
    say("one", "two");
    close();
    portals = LocalPortals.open(directory);
    portals.launch(desk(), ended());
    door = HttpDoor.open(portals, directory, 0);
    portals.stop("/ended");
    try (var tail = portals.tail("/desk/streams/said", "earliest", () -> {})) {
      assertThat(tail.position()).isEqualTo("1@0");
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(tail.poll()).hasValueSatisfying(it -> assertThat(it.events()).contains("one"));
      assertThat(tail.poll()).hasValueSatisfying(it -> assertThat(it.events()).contains("two"));
      assertThat(tail.poll()).isEmpty();
    }
  }

  @Test
  void metrics_always_haveEveryLane() throws Exception {
    say("one");
    assertThat(portals.awaitQuiet(SOON)).isTrue();
    assertThat(send("GET", "/metrics", "").body())
        .contains(
            "portals_lane_commits{application=\"desk\",lane=\"0\",operator=\"workflows/desk\"}");
    portals.stop("/desk");
    assertThat(send("GET", "/metrics", "").body()).doesNotContain("application=\"desk\"");
  }

  @Test
  void door_toOtherMachines_needsAToken() throws Exception {
    assertThatThrownBy(() -> new DoorSettings("0.0.0.0", 0, Optional.empty(), Map.of()))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("no token is set; nothing is served");
    assertThatThrownBy(() -> DoorSettings.local(0).at("0.0.0.0", "short"))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("Maybe at least 16");
    door.close();
    var token = "a-token-of-some-length";
    door = HttpDoor.open(portals, directory, DoorSettings.local(0).at("0.0.0.0", token));
    var request = HttpRequest.newBuilder(URI.create(door.address() + "/v1/applications"));
    var without = client.send(request.build(), BodyHandlers.ofString());
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    request.setHeader("Authorization", "Bearer " + token + "x");
    assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    request.setHeader("Authorization", "Bearer " + token);
    assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
