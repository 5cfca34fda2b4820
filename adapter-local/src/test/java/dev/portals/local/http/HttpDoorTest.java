package dev.portals.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.BrokenLanes;
import dev.portals.local.LocalPortals;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDoorTest {
  record Add(String name, int amount) {}

  record Sum(int value) {}

  private static final Portal<Add, Sum> SUM =
      Portal.at("/sums/portals/sum", Add.class, Sum.class, Add::name);

  private static final String PUBLISH = "/v1/streams/in/numbers/publish";
  private static final String ASK = "/v1/portals/sums/sum/ask";

  @TempDir private Path directory;
  private LocalPortals portals;
  private HttpDoor door;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() {
    portals = LocalPortals.open(directory);
    portals.launch(sums());
    door = HttpDoor.open(portals, directory, 0);
  }

  @AfterEach
  void close() {
    door.close();
    portals.close();
  }

  private static Application sums() {
    return Application.named(
        "sums",
        app ->
            app.workflow("sum", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "sum",
                    Integer.class,
                    task -> {
                      var sum = task.perKey("sum", Integer.class, 0);
                      task.replies(SUM)
                          .onAsk(
                              (add, ctx) -> {
                                if (add.amount() < 0) {
                                  throw new IllegalArgumentException("negative");
                                }
                                ctx.reply(new Sum(ctx.state(sum).update(n -> n + add.amount())));
                              });
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  @Test
  void ask_ofAPortal_repliesInJson() throws Exception {
    var response = post(ASK, "{\"name\":\"a\",\"amount\":3}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"reply\":{\"value\":3}}\n");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Idempotency-Key")).isPresent();
  }

  @Test
  void ask_withTheSameKey_runsOnce() throws Exception {
    var body = "{\"name\":\"a\",\"amount\":3}";
    assertThat(post(ASK, body, "Idempotency-Key", "\"k 1\"").statusCode()).isEqualTo(400);
    assertThat(post(ASK, body, "Idempotency-Key", "\"k1\"").body()).contains("3");
    assertThat(post(ASK, body, "Idempotency-Key", "k1").body()).contains("3");
    assertThat(post(ASK, body, "Idempotency-Key", "k2").body()).contains("6");
  }

  @Test
  void ask_withTheSameKeyAndAnotherRequest_is422() throws Exception {
    post(ASK, "{\"name\":\"a\",\"amount\":3}", "Idempotency-Key", "k1");
    var response = post(ASK, "{\"name\":\"a\",\"amount\":4}", "Idempotency-Key", "k1");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).startsWith("{\"error\":").contains("k1").contains("Maybe");
  }

  @Test
  void ask_thatFails_is424AndLeavesNothing() throws Exception {
    post(ASK, "{\"name\":\"a\",\"amount\":3}");
    var failed = post(ASK, "{\"name\":\"a\",\"amount\":-1}");
    assertThat(failed.statusCode()).isEqualTo(424);
    assertThat(failed.body()).contains("negative");
    assertThat(post(ASK, "{\"name\":\"a\",\"amount\":0}").body()).contains("3");
  }

  @Test
  void s14_atomPublished_entersOnceForItsKey() throws Exception {
    portals.launch(
        Application.named(
            "in", app -> app.workflow("w", app.external("numbers", Integer.class)).consume()));
    var first = post(PUBLISH, "[3, 4]", "Idempotency-Key", "k1");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("{\"published\":2}\n");
    assertThat(post(PUBLISH, "[3, 4]", "Idempotency-Key", "k1").statusCode()).isEqualTo(200);
    assertThat(post(PUBLISH, "[5]", "Idempotency-Key", "k1").statusCode()).isEqualTo(422);
    assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
    assertThat(portals.lanes())
        .filteredOn(lane -> lane.lane().operator().equals("workflows/w"))
        .singleElement()
        .satisfies(lane -> assertThat(lane.atoms()).isEqualTo(1));
  }

  @Test
  void s14_atomThatIsNone_isRefused() throws Exception {
    portals.launch(
        Application.named(
            "in", app -> app.workflow("w", app.external("numbers", Integer.class)).consume()));

    assertThat(post(PUBLISH, "{}").statusCode()).isEqualTo(400);
    assertThat(post(PUBLISH, "[null]").statusCode()).isEqualTo(400);
    var unknown = post("/v1/streams/sums/none/publish", "[]");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("nobody publishes to /sums/streams/none");
    assertThat(get(PUBLISH).statusCode()).isEqualTo(405);
  }

  @Test
  void ask_ofAnUnknownPortal_namesTheKnownOnes() throws Exception {
    var response = post("/v1/portals/sums/some/ask", "{}");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/sums/portals/some").contains("/sums/portals/sum]");
  }

  @Test
  void ask_withWrongJson_is400() throws Exception {
    var response = post(ASK, "{\"name\":\"a\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("amount is missing");
    assertThat(post(ASK, "").statusCode()).isEqualTo(400);
  }

  @Test
  void ask_aboutNothing_is400() throws Exception {
    var response = post(ASK, "{\"name\":\"\",\"amount\":3}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("the key of the request to /sums/portals/sum is empty");
  }

  @Test
  void ask_overOneMebibyte_is413AndTheDoorStaysOpen() throws Exception {
    var response = post(ASK, "\"" + "x".repeat(1 << 20) + "\"");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(get("/v1/health").statusCode()).isEqualTo(200);
  }

  @Test
  void ask_fromAPageOfAnotherSite_is403() throws Exception {
    var body = "{\"name\":\"a\",\"amount\":3}";
    assertThat(post(ASK, body, "Origin", "https://example.org").statusCode()).isEqualTo(403);
    assertThat(post(ASK, body, "Origin", door.address()).statusCode()).isEqualTo(200);
  }

  @Test
  void ask_ofABrokenLane_is503AndSaysWhy() throws Exception {
    close();
    BrokenLanes.breakLane(directory, "workflows/sum");
    open();
    var response = post(ASK, "{\"name\":\"a\",\"amount\":3}");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("/sums/workflows/sum#0 has stopped for good: deployment 99 has written")
        .contains("Maybe mend that");
    assertThat(get("/v1/health").statusCode()).isEqualTo(503);
  }

  @Test
  void lanes_asked_areNamedWithTheirState() throws Exception {
    post(ASK, "{\"name\":\"a\",\"amount\":3}");
    var response = get("/v1/lanes");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"lane\":\"/sums/workflows/sum#0\"")
        .contains("\"deadLetters\":0")
        .contains("\"broken\":null");
  }

  @Test
  void request_ofAnotherPathOrMethod_isRefused() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get(ASK).statusCode()).isEqualTo(405);
    assertThat(get(ASK).headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void addressFile_whileOpen_saysWhere() throws Exception {
    var file = directory.resolve("http.address");
    assertThat(Files.readString(file)).isEqualTo(door.address() + "\n");
    door.close();
    assertThat(file).doesNotExist();
  }

  @Test
  void port_taken_isSaid() {
    var taken = URI.create(door.address()).getPort();
    assertThatThrownBy(() -> HttpDoor.open(portals, directory, taken))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("Maybe another port");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(door.address() + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... header)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(door.address() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (header.length > 0) {
      request.headers(header);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
